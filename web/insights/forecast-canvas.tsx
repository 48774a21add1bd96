import { useMantineColorScheme } from '@mantine/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useImperativeHandle, useMemo, useRef, type RefObject } from 'react';
import type { getForecast } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { readColours, type Picture } from '../rules/charts/chart-canvas.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import type { Format } from '../ui/i18n/format.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';

use([LineChart, GridComponent, TooltipComponent, CanvasRenderer]);

type Forecast = Output<typeof getForecast>;

interface Words {
  readonly say: typeof messages.en;
  readonly format: Format;
}

interface CanvasProps {
  readonly data: Forecast;
  readonly label: string;
  readonly picture: RefObject<Picture | null>;
}

function forecastOption({ history, points }: Forecast, { say, format }: Words): EChartsCoreOption {
  const colours = readColours();
  const past = history.map(({ at, value }) => [at, value]);
  const joint = past.slice(-1);
  const band = { type: 'line', symbol: 'none', lineStyle: { opacity: 0 }, stack: 'band', silent: true };
  const line = { lineStyle: { color: colours.line } };
  return {
    animation: false,
    textStyle: { color: colours.ink, fontFamily: 'system-ui, "Noto Sans CJK SC", sans-serif' },
    grid: { left: 8, right: 20, top: 16, bottom: 8, containLabel: true },
    tooltip: {
      trigger: 'axis',
      // Tooltips made of elements would need styles that the page's policy refuses.
      renderMode: 'richText',
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.ink },
      formatter: (seen: readonly { seriesName: string; value: readonly [string, number] }[]) =>
        seen
          .filter(({ seriesName }) => seriesName === say.past || seriesName === say.next)
          .map(({ seriesName, value }) => `${value[0]}  ${seriesName}  ${format.compact(value[1])}`)
          .join('\n'),
    },
    xAxis: { type: 'time', axisLine: line, axisLabel: { color: colours.soft, hideOverlap: true } },
    yAxis: {
      type: 'value',
      splitLine: line,
      axisLabel: { color: colours.soft, formatter: (value: number) => format.compact(value) },
    },
    series: [
      { ...band, name: say.low, data: points.map(({ at, low80 }) => [at, low80]) },
      {
        ...band,
        name: say.high,
        areaStyle: { color: colours.accent, opacity: 0.18 },
        data: points.map(({ at, low80, high80 }) => [at, high80 - low80]),
      },
      { type: 'line', name: say.past, symbol: 'none', color: colours.ink, data: past },
      {
        type: 'line',
        name: say.next,
        symbol: 'none',
        color: colours.accent,
        lineStyle: { type: 'dashed' },
        data: points.length === 0 ? [] : [...joint, ...points.map(({ at, mean }) => [at, mean])],
      },
    ],
  };
}

/** The past as a line, what comes next as a dashed one with its interval around it. */
export function ForecastCanvas({ data, label, picture }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const say = useMessages(messages);
  const format = useFormat();
  const { colorScheme } = useMantineColorScheme();
  const option = useMemo(
    () => ({ scheme: colorScheme, build: () => forecastOption(data, { say, format }) }),
    [data, say, format, colorScheme],
  );
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = init(place.current);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(place.current);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);
  useEffect(() => {
    const frame = requestAnimationFrame(() => chart.current?.setOption(option.build(), { notMerge: true }));
    return () => cancelAnimationFrame(frame);
  }, [option]);
  useImperativeHandle(picture, () => ({
    read: () => chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: readColours().surface }) ?? '',
  }));
  return <div ref={place} role="img" aria-label={label} className={classes['canvas']} />;
}
