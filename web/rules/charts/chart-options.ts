import type { EChartsCoreOption } from 'echarts/core';
import type { Format } from '../../ui/i18n/format.ts';
import type { ChartKind, ChartRow } from './chart-rows.ts';
import { mapSize, shortProvince, tiles } from './tile-map.ts';

/** The colours of a theme, as its style sheet has them. */
export interface Colours {
  readonly ink: string;
  readonly soft: string;
  readonly line: string;
  readonly surface: string;
  readonly canvas: string;
  readonly accent: string;
}

/** What a chart is drawn from. */
export interface Drawing {
  readonly kind: Exclude<ChartKind, 'table'>;
  readonly rows: readonly ChartRow[];
  readonly colours: Colours;
  readonly format: Format;
  /** The names of all provinces, those without customers too. */
  readonly provinces: ReadonlyMap<string, string>;
}

function readHex(colour: string): [number, number, number] {
  const [, r = '0', g = '0', b = '0'] = /^#(..)(..)(..)$/.exec(colour.trim()) ?? [];
  return [Number.parseInt(r, 16), Number.parseInt(g, 16), Number.parseInt(b, 16)];
}

/** A colour between two, 0 the first. */
function mixColours(from: string, to: string, share: number): string {
  const [a, b] = [readHex(from), readHex(to)];
  const parts = a.map((one, i) => Math.round(one + ((b[i] ?? 0) - one) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function luminance(colour: string): number {
  const [r, g, b] = readHex(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

/** Black or white, whichever reads better on a colour. */
function textOn(colour: string): string {
  return luminance(colour) > 0.18 ? '#1a2330' : '#ffffff';
}

function common({ colours, format }: Drawing): EChartsCoreOption {
  return {
    animation: false,
    textStyle: { color: colours.ink, fontFamily: 'system-ui, "Noto Sans CJK SC", sans-serif', fontSize: 12 },
    tooltip: {
      // Tooltips made of elements would need styles that the page's policy refuses.
      renderMode: 'richText',
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.ink, fontSize: 12 },
      formatter: ({ name, value }: { name: string; value: unknown }) => {
        const count = Array.isArray(value) ? Number(value[2]) : Number(value);
        return `${name}  ${format.number(count)}`;
      },
    },
  };
}

function axes({ colours, format, rows, kind }: Drawing): EChartsCoreOption {
  const names = rows.map(({ label }) => label);
  const category = {
    type: 'category',
    data: names,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: {
      color: colours.ink,
      ...(kind === 'bar' ? { width: 110, overflow: 'truncate' } : { hideOverlap: true }),
    },
    ...(kind === 'bar' ? { inverse: true } : {}),
  };
  const amount = {
    type: 'value',
    splitLine: { lineStyle: { color: colours.line } },
    axisLabel: {
      color: colours.soft,
      hideOverlap: true,
      formatter: (value: number) => format.compact(value),
    },
  };
  return {
    grid: { left: 8, right: 44, top: 12, bottom: 8, containLabel: true },
    xAxis: kind === 'bar' ? amount : category,
    yAxis: kind === 'bar' ? category : amount,
  };
}

function drawBars(drawing: Drawing): EChartsCoreOption {
  const { rows, colours, format, kind } = drawing;
  return {
    ...common(drawing),
    ...axes(drawing),
    series: [
      {
        type: 'bar',
        data: rows.map(({ label, count, rule }) => ({
          name: label,
          value: count,
          itemStyle: { color: rule === null ? colours.soft : colours.accent, borderRadius: 2 },
        })),
        barMaxWidth: 22,
        label: {
          show: kind === 'bar',
          position: 'right',
          color: colours.soft,
          formatter: ({ value }: { value: number }) => format.compact(value),
        },
      },
    ],
  };
}

function drawRing(drawing: Drawing): EChartsCoreOption {
  const { rows, colours } = drawing;
  const last = Math.max(1, rows.length - 1);
  return {
    ...common(drawing),
    series: [
      {
        type: 'pie',
        radius: ['36%', '60%'],
        itemStyle: { borderColor: colours.surface, borderWidth: 2 },
        // Names end at the edge of the chart, cut off there where it is narrow.
        label: {
          color: colours.ink,
          formatter: '{b}\n{d}%',
          alignTo: 'edge',
          edgeDistance: 2,
          lineHeight: 15,
          overflow: 'truncate',
        },
        labelLine: { length: 8, lineStyle: { color: colours.line } },
        data: rows.map(({ label, count, rule }, i) => ({
          name: label,
          value: count,
          itemStyle: {
            color:
              rule === null ? colours.line : mixColours(colours.accent, colours.canvas, (i / last) * 0.75),
          },
        })),
      },
    ],
  };
}

/** How a name is written on a tile that is some 42 pixels wide: Latin ones smaller, cut off where they are one long word. */
function fitTile(name: string) {
  const isLatin = /^[\u0020-\u024f]+$/.test(name);
  if (!isLatin) return { lineHeight: 15, fontSize: 11, width: 62, overflow: 'break' };
  const overflow = name.includes(' ') ? 'break' : 'truncate';
  return { lineHeight: 12, fontSize: 9, width: 41, overflow };
}

function drawMap(drawing: Drawing): EChartsCoreOption {
  const { rows, colours, format, provinces } = drawing;
  const byCode = new Map(rows.map((row) => [row.key, row]));
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const hidden = { type: 'category', show: false };
  return {
    ...common(drawing),
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { ...hidden, data: Array.from({ length: mapSize.columns }, (_, i) => i) },
    yAxis: { ...hidden, inverse: true, data: Array.from({ length: mapSize.rows }, (_, i) => i) },
    series: [
      {
        type: 'heatmap',
        data: tiles.map(({ code, column, row }) => {
          const count = byCode.get(code)?.count ?? 0;
          // The square root, so that provinces with few customers differ too.
          const color =
            count === 0
              ? colours.canvas
              : mixColours(colours.canvas, colours.accent, 0.15 + 0.85 * Math.sqrt(count / most));
          const name = provinces.get(code) ?? code;
          return {
            name,
            value: [column, row, count],
            itemStyle: { color, borderColor: colours.surface, borderWidth: 2, borderRadius: 4 },
            label: {
              show: true,
              color: count === 0 ? colours.soft : textOn(color),
              ...fitTile(shortProvince(name)),
              formatter:
                count === 0 ? shortProvince(name) : `${shortProvince(name)}\n${format.compact(count)}`,
            },
          };
        }),
      },
    ],
  };
}

/** A chart as ECharts draws it. */
export function chartOption(drawing: Drawing): EChartsCoreOption {
  if (drawing.kind === 'map') return drawMap(drawing);
  return drawing.kind === 'pie' ? drawRing(drawing) : drawBars(drawing);
}

/** The row that a click on the item of that number means. */
export function rowAt({ kind, rows }: Pick<Drawing, 'kind' | 'rows'>, at: number): ChartRow | undefined {
  return kind === 'map' ? rows.find(({ key }) => key === tiles[at]?.code) : rows[at];
}
