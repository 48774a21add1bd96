import { BarChart, HeatmapChart, PieChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useImperativeHandle, useMemo, useRef, type RefObject } from 'react';
import { useMantineColorScheme } from '@mantine/core';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { chartOption, rowAt, type Colours, type Drawing } from './chart-options.ts';
import type { ChartRow } from './chart-rows.ts';
import classes from './charts.module.css';

use([BarChart, HeatmapChart, PieChart, GridComponent, TooltipComponent, CanvasRenderer]);

/** A chart as it stands, as a data URL. */
export interface Picture {
  read(): string;
}

interface CanvasProps extends Pick<Drawing, 'kind' | 'rows' | 'provinces'> {
  readonly label: string;
  readonly pick: (row: ChartRow) => void;
  readonly picture: RefObject<Picture | null>;
}

/** The colours of the theme as it stands. */
export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ink: read('ink'),
    soft: read('soft'),
    line: read('line'),
    surface: read('surface'),
    canvas: read('canvas'),
    accent: read('accent'),
  };
}

function chartHeight(kind: Drawing['kind'], rows: number): number {
  if (kind === 'bar') return Math.max(120, 32 + rows * 26);
  return kind === 'map' ? 380 : 260;
}

/** A chart on a canvas, as wide as its place; a click on a value says which. */
export function ChartCanvas({ kind, rows, provinces, label, pick, picture }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const latest = useRef({ kind, rows, pick });
  const format = useFormat();
  const { colorScheme } = useMantineColorScheme();
  const option = useMemo(
    () => ({
      scheme: colorScheme,
      build: () => chartOption({ kind, rows, provinces, format, colours: readColours() }),
    }),
    [kind, rows, provinces, format, colorScheme],
  );
  useEffect(() => {
    latest.current = { kind, rows, pick };
  });
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const made = init(element);
    chart.current = made;
    made.on('click', ({ dataIndex }) => {
      const row = rowAt(latest.current, dataIndex);
      if (row !== undefined && row.rule !== null) latest.current.pick(row);
    });
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);
  useImperativeHandle(picture, () => ({
    read: () => chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: readColours().surface }) ?? '',
  }));
  useEffect(() => {
    // The theme's colours stand only once it has been drawn.
    const frame = requestAnimationFrame(() => {
      chart.current?.setOption(option.build(), { notMerge: true });
      chart.current?.resize();
    });
    return () => cancelAnimationFrame(frame);
  }, [option]);
  return (
    <div
      ref={place}
      role="img"
      aria-label={label}
      className={classes['canvas']}
      style={{ height: chartHeight(kind, rows.length) }}
    />
  );
}
