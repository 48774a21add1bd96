import { useMantineColorScheme } from '@mantine/core';
import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts, type EChartsCoreOption } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useImperativeHandle, useMemo, useRef, type RefObject } from 'react';
import { readColours, type Picture } from '../rules/charts/chart-canvas.tsx';
import classes from './insights.module.css';

use([LineChart, GridComponent, LegendComponent, TooltipComponent, CanvasRenderer]);

type Colours = ReturnType<typeof readColours>;

/** A point that the reader is over: the name of its line, its place and its value. */
export interface SeenPoint {
  readonly seriesName: string;
  readonly value: readonly [string | number, number];
}

/** What a chart of lines is drawn from; made once by whoever draws it. */
export interface Lines {
  readonly tip: (seen: readonly SeenPoint[]) => string;
  readonly write: (value: number) => string;
  readonly axis: Readonly<Record<string, unknown>>;
  /** Writes the places below the chart; as they are where not said. */
  readonly writePlace?: (value: number) => string;
  readonly most?: number;
  /** Whether the names of the lines stand above them. */
  readonly named?: boolean;
  readonly series: (colours: Colours) => readonly unknown[];
}

interface CanvasProps {
  readonly lines: Lines;
  readonly label: string;
  readonly picture: RefObject<Picture | null>;
}

function lineOption({ tip, write, axis, writePlace, most, named = false, series }: Lines): EChartsCoreOption {
  const colours = readColours();
  const line = { lineStyle: { color: colours.line } };
  return {
    animation: false,
    textStyle: { color: colours.ink, fontFamily: 'system-ui, "Noto Sans CJK SC", sans-serif' },
    grid: { left: 8, right: 20, top: named ? 40 : 16, bottom: 8, containLabel: true },
    ...(named ? { legend: { top: 0, left: 8, textStyle: { color: colours.ink } } } : {}),
    tooltip: {
      trigger: 'axis',
      // Tooltips made of elements would need styles that the page's policy refuses.
      renderMode: 'richText',
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.ink },
      formatter: tip,
    },
    xAxis: {
      ...axis,
      axisLine: line,
      axisLabel: {
        color: colours.soft,
        hideOverlap: true,
        ...(writePlace === undefined ? {} : { formatter: writePlace }),
      },
    },
    yAxis: {
      type: 'value',
      ...(most === undefined ? {} : { min: 0, max: most }),
      splitLine: line,
      axisLabel: { color: colours.soft, formatter: write },
    },
    series: series(colours),
  };
}

/** Lines on a canvas, as wide as their place, in the colours of the page. */
export function LineCanvas({ lines, label, picture }: CanvasProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const { colorScheme } = useMantineColorScheme();
  const option = useMemo(
    () => ({ scheme: colorScheme, build: () => lineOption(lines) }),
    [lines, colorScheme],
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
