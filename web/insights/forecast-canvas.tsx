import { useMemo, type RefObject } from 'react';
import type { getForecast } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import type { Picture } from '../rules/charts/chart-canvas.tsx';
import type { Format } from '../ui/i18n/format.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { LineCanvas, type Lines } from './line-canvas.tsx';
import { messages } from './messages.ts';

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

function forecastLines({ history, points }: Forecast, { say, format }: Words): Lines {
  const past = history.map(({ at, value }) => [at, value]);
  const joint = past.slice(-1);
  const band = { type: 'line', symbol: 'none', lineStyle: { opacity: 0 }, stack: 'band', silent: true };
  return {
    axis: { type: 'time' },
    write: format.compact,
    tip: (seen) =>
      seen
        .filter(({ seriesName }) => seriesName === say.past || seriesName === say.next)
        .map(({ seriesName, value }) => `${value[0]}  ${seriesName}  ${format.compact(value[1])}`)
        .join('\n'),
    series: (colours) => [
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
  const say = useMessages(messages);
  const format = useFormat();
  const lines = useMemo(() => forecastLines(data, { say, format }), [data, say, format]);
  return <LineCanvas lines={lines} label={label} picture={picture} />;
}
