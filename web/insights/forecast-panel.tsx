import { NativeSelect, SegmentedControl } from '@mantine/core';
import { lazy, Suspense, useRef, useState, type RefObject } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { forecastMeasures, getForecast } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import type { Picture } from '../rules/charts/chart-canvas.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DemandSection, type DemandChoice } from './demand/demand-section.tsx';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { NoOrders } from './no-orders.tsx';
import { useNumbers } from './numbers.ts';
import { saveCanvas } from './save-canvas.ts';
import { Tools } from './tools.tsx';

const ForecastCanvas = lazy(async () => ({
  default: (await import('./forecast-canvas.tsx')).ForecastCanvas,
}));

const steps = ['week', 'month'] as const;

interface ChartProps {
  readonly data: Output<typeof getForecast>;
  readonly label: string;
  readonly picture: RefObject<Picture | null>;
}

/** The chart, whose code comes when it is first shown. */
export function ForecastChart(props: ChartProps) {
  return (
    <Suspense fallback={<div className={classes['canvas']} />}>
      <ForecastCanvas {...props} />
    </Suspense>
  );
}

/** Why there is no forecast, or how wrong such forecasts were. */
export function ForecastWords({ data }: { data: Output<typeof getForecast> }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const { notice, test } = data;
  const share = (error: number) =>
    format.percent(test === null || test.error === 0 ? 0 : (error / test.error) * test.share);
  return (
    <>
      {notice && (
        <ul className={classes['notices']}>
          <li>{text(notice)}</li>
        </ul>
      )}
      {test && (
        <p className={classes['note']}>
          {say.tested(format.percent(test.share), share(test.naive), format.percent(test.inside80))}
          {test.wider > 1 &&
            data.points.length > 0 &&
            say.wider(format.number(Math.round(test.wider * 10) / 10))}
        </p>
      )}
    </>
  );
}

/** What comes next, beside how wrong such forecasts were. */
export function ForecastPanel({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const [of, setOf] = useState<(typeof forecastMeasures)[number]>('sales');
  const [by, setBy] = useState<(typeof steps)[number]>('week');
  const [demand, setDemand] = useState<DemandChoice>({ part: 'category', item: undefined });
  const one = of === 'pieces' && demand.item !== undefined ? demand : {};
  const what = (of === 'pieces' ? demand.item : undefined) ?? say.ofs[of];
  const picture = useRef<Picture | null>(null);
  const answer = useEndpoint(getForecast, { kind, of, by, ...one }, { keep: true });
  const numbers = useNumbers();
  return (
    <>
      <Tools
        name={say.tabs.forecast}
        numbers={() => numbers.forecast(answer.data, what)}
        picture={() => saveCanvas(say.tabs.forecast, picture.current)}
        card={{ type: 'forecast', kind, of, by, ...one }}
      >
        <NativeSelect
          label={say.of}
          value={of}
          onChange={({ currentTarget: { value } }) =>
            setOf(forecastMeasures.find((one) => one === value) ?? 'sales')
          }
          data={forecastMeasures.map((value) => ({ value, label: say.ofs[value] }))}
        />
        <SegmentedControl
          aria-label={say.step}
          value={by}
          onChange={(value) => setBy(steps.find((one) => one === value) ?? 'week')}
          data={steps.map((value) => ({ value, label: say.steps[value] }))}
        />
      </Tools>
      <AnswerView answer={answer}>
        {(data) =>
          data.history.length === 0 && data.notice?.code !== 'currencies' ? (
            <NoOrders />
          ) : (
            <>
              <ForecastWords data={data} />
              <ForecastChart data={data} label={say.chart(what)} picture={picture} />
            </>
          )
        }
      </AnswerView>
      {of === 'pieces' && <DemandSection kind={kind} by={by} choice={demand} onChoose={setDemand} />}
    </>
  );
}
