import { useMemo, type RefObject } from 'react';
import type { Picture } from '../../rules/charts/chart-canvas.tsx';
import type { Format } from '../../ui/i18n/format.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { LineCanvas, type Lines } from '../line-canvas.tsx';

/** One line: which share of all the best customers make, as shares of one. */
export interface ShareLine {
  readonly name: string;
  readonly points: readonly (readonly [customers: number, share: number])[];
}

interface CanvasProps {
  readonly lines: readonly ShareLine[];
  readonly label: string;
  readonly picture: RefObject<Picture | null>;
}

function shareLines(lines: readonly ShareLine[], format: Format): Lines {
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(([, share]) => share)));
  return {
    axis: {
      type: 'value',
      min: 0,
      max: 1,
      splitLine: { show: false },
    },
    writePlace: format.percent,
    write: format.percent,
    most,
    named: true,
    tip: (seen) =>
      seen
        .map(
          ({ seriesName, value }) =>
            `${format.percent(Number(value[0]))}  ${seriesName}  ${format.percent(value[1])}`,
        )
        .join('\n'),
    series: (colours) =>
      lines.map(({ name, points }, place) => ({
        type: 'line',
        name,
        symbol: 'none',
        color: place === 0 ? colours.accent : colours.ink,
        ...(place === 0 ? {} : { lineStyle: { type: 'dashed' } }),
        data: points.map((point) => [...point]),
      })),
  };
}

/** Which share of all the best so many customers make. */
export function ShareCanvas({ lines, label, picture }: CanvasProps) {
  const format = useFormat();
  const drawn = useMemo(() => shareLines(lines, format), [lines, format]);
  return <LineCanvas lines={drawn} label={label} picture={picture} />;
}
