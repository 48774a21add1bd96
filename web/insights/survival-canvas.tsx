import { useMemo, type RefObject } from 'react';
import type { getSubscriptions } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import type { Picture } from '../rules/charts/chart-canvas.tsx';
import type { Format } from '../ui/i18n/format.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { LineCanvas, type Lines } from './line-canvas.tsx';
import { messages } from './messages.ts';

type Ages = Output<typeof getSubscriptions>['ages'];

interface Words {
  readonly say: typeof messages.en.subscriptions;
  readonly format: Format;
}

interface CanvasProps {
  readonly ages: Ages;
  readonly label: string;
  readonly picture: RefObject<Picture | null>;
}

const start: readonly [number, number] = [0, 1];

function survivalLines(ages: Ages, { say, format }: Words): Lines {
  const told = ages.flatMap(({ months, expected }) => (expected === null ? [] : [[months + 1, expected]]));
  return {
    axis: { type: 'value', min: 0, max: ages.length, minInterval: 1, splitLine: { show: false } },
    write: format.percent,
    most: 1,
    named: true,
    tip: (seen) =>
      seen
        .map(({ seriesName, value }) => `${value[0]}  ${seriesName}  ${format.percent(value[1])}`)
        .join('\n'),
    series: (colours) => [
      {
        type: 'line',
        name: say.seen,
        symbol: 'none',
        color: colours.ink,
        data: [start, ...ages.map(({ months, seen }) => [months + 1, seen])],
      },
      {
        type: 'line',
        name: say.expected,
        symbol: 'none',
        color: colours.accent,
        lineStyle: { type: 'dashed' },
        data: told.length === 0 ? [] : [start, ...told],
      },
    ],
  };
}

/** The share that is there after so many months: as seen a line, by the model a dashed one. */
export function SurvivalCanvas({ ages, label, picture }: CanvasProps) {
  const say = useMessages(messages).subscriptions;
  const format = useFormat();
  const lines = useMemo(() => survivalLines(ages, { say, format }), [ages, say, format]);
  return <LineCanvas lines={lines} label={label} picture={picture} />;
}
