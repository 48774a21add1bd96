import { getMetricModel, readMetric, type Card, type MetricAnswer } from '../../src/dashboards/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useWriteCells } from '../insights/tools.tsx';
import { savePicture } from '../insights/table-picture.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { CardFrame, type FrameProps } from './card-frame.tsx';
import classes from './dashboards.module.css';
import { messages } from './messages.ts';
import { RegionTiles } from './regions/region-tiles.tsx';
import { MonthLine } from './month-line.tsx';

export type MetricCardContent = Extract<Card, { type: 'metric' }>;

/** Writes values of a metric as its unit asks. */
function useWriteValue(): (value: number | null, answer: Pick<MetricAnswer, 'unit' | 'currency'>) => string {
  const say = useMessages(messages);
  const format = useFormat();
  return (value, { unit, currency }) => {
    if (value === null) return say.unknown;
    if (unit === 'share') return `${format.number(Math.round(value * 1000) / 10)}%`;
    const text = format.compact(value >= 1000 ? Math.round(value) : value);
    return unit === 'money' && currency !== '' ? `${text} ${currency}` : text;
  };
}

type Wanted = Output<typeof getMetricModel>['metrics'][number]['wanted'];

interface PartProps {
  readonly card: MetricCardContent;
  readonly data: MetricAnswer;
}

/** How far it came against the days before; a share by its points. */
function useChange(): (data: MetricAnswer, days: number) => { text: string; more: boolean | undefined } {
  const say = useMessages(messages);
  const format = useFormat();
  return ({ value, before, unit }, days) => {
    const difference = value === null || before === null ? null : value - before;
    if (difference === null || before === null || (unit !== 'share' && before === 0))
      return { text: say.noChange, more: undefined };
    const sign = difference > 0 ? '+' : '';
    const points = Math.round(difference * 1000) / 10;
    const change =
      unit === 'share'
        ? say.points(sign + format.number(points))
        : sign + format.percent(difference / before);
    return {
      text: say.change(change, format.number(days)),
      more: difference === 0 ? undefined : difference > 0,
    };
  };
}

function Change({ card, data, wanted }: PartProps & { readonly wanted: Wanted }) {
  const { text, more } = useChange()(data, card.days);
  const better = wanted === 'neither' || more === undefined ? undefined : more === (wanted === 'more');
  return (
    <p className={`${classes['note']} ${classes['change']}`} data-better={better}>
      {text}
    </p>
  );
}

function Target({ card, data }: PartProps) {
  const say = useMessages(messages);
  const format = useFormat();
  const write = useWriteValue();
  const { target } = card;
  if (target === null || target <= 0 || data.value === null) return null;
  const reached = data.value / target;
  const text = say.ofTarget(format.percent(reached), write(target, data));
  return (
    <div className={classes['target']}>
      <div className={classes['rail']}>
        <span style={{ width: `${Math.min(1, Math.max(0, reached)) * 100}%` }} />
      </div>
      <p className={classes['note']}>{text}</p>
    </div>
  );
}

/** More parts than these are told by the greatest of them; all stand in the file of numbers. */
const mostShown = 12;

function shownParts(parts: MetricAnswer['parts']): MetricAnswer['parts'] {
  if (parts.length <= mostShown) return parts;
  return parts.toSorted((one, other) => (other.value ?? 0) - (one.value ?? 0)).slice(0, mostShown);
}

function Parts({ card, data }: PartProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const write = useWriteValue();
  const links = useLinks();
  if (data.parts.length === 0) return null;
  const hasBefore = data.parts.some(({ before }) => before !== null);
  return (
    <>
      {card.by === 'region' && (
        <RegionTiles
          kind={card.kind}
          label={say.map}
          parts={data.parts}
          write={(value) => write(value, data)}
        />
      )}
      <table className={classes['parts']}>
        <thead>
          <tr>
            <th scope="col">{say.part}</th>
            <th scope="col">{say.value}</th>
            {hasBefore && <th scope="col">{say.before}</th>}
          </tr>
        </thead>
        <tbody>
          {shownParts(data.parts).map((part) => (
            <tr key={part.key} data-part={part.key}>
              <td aria-label={text(part.label)}>
                <MaybeLink href={links.customers(card.kind, part.rule)}>
                  <bdi>{text(part.label)}</bdi>
                </MaybeLink>
              </td>
              <td>{write(part.value, data)}</td>
              {hasBefore && <td>{write(part.before, data)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {card.by === 'source' && <p className={classes['note']}>{say.several}</p>}
    </>
  );
}

function Value({ card, data, wanted }: PartProps & { readonly wanted: Wanted }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const write = useWriteValue();
  const links = useLinks();
  if (data.notice !== null) return <p className={classes['notice']}>{text(data.notice)}</p>;
  const href = data.rule === null ? undefined : links.customers(card.kind, data.rule);
  return (
    <>
      <p className={classes['big']} data-metric={card.metric} data-value={data.value}>
        <MaybeLink href={href}>{write(data.value, data)}</MaybeLink>
      </p>
      <p className={classes['note']}>
        {data.asOf === null ? say.now : `${say.within(format.number(card.days))} ${format.day(data.asOf)}`}
      </p>
      {data.asOf !== null && <Change card={card} data={data} wanted={wanted} />}
      <Target card={card} data={data} />
      <MonthLine months={data.months} />
      <Parts card={card} data={data} />
    </>
  );
}

/** A number with its target, how it changed, by month, and what it is made of; each leads to its customers. */
export function MetricCard({ card, frame }: { card: MetricCardContent; frame: FrameProps }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const write = useWriteValue();
  const cells = useWriteCells();
  const change = useChange();
  const model = useEndpoint(getMetricModel, { kind: card.kind });
  const { metric, kind, days, by } = card;
  const answer = useEndpoint(readMetric, { metric, kind, days, ...(by === null ? {} : { by }) });
  const known = model.data?.metrics.find(({ key }) => key === metric);
  const title = card.title || (known === undefined ? metric : text(known.label));
  const { data } = answer;
  const tables = ({ value, before, months, parts }: MetricAnswer) => ({
    months: months.map((one) => [one.month, one.value]),
    parts: parts.map((part) => [text(part.label), part.value, part.before]),
    whole: [title, value, before],
  });
  const numbers = (shown: MetricAnswer) => {
    const { months, parts, whole } = tables(shown);
    return [[say.part, say.value, say.before], whole, ...parts, [say.month, say.value], ...months];
  };
  const picture = (shown: MetricAnswer) => {
    const { months, parts } = tables(shown);
    const head = parts.length > 0 ? [say.part, say.value, say.before] : [say.month, say.value];
    savePicture(title, {
      title,
      big: write(shown.value, shown),
      lines:
        shown.asOf === null ? [] : [`${say.within(String(days))} ${shown.asOf}`, change(shown, days).text],
      rows: cells([head, ...(parts.length > 0 ? parts : months)]),
    });
  };
  return (
    <CardFrame
      {...frame}
      title={title}
      numbers={data && (() => numbers(data))}
      picture={data && (() => picture(data))}
    >
      <AnswerView answer={answer}>
        {(shown) => <Value card={card} data={shown} wanted={known?.wanted ?? 'neither'} />}
      </AnswerView>
    </CardFrame>
  );
}
