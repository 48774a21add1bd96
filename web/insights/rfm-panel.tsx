import type { Kind } from '../../src/fields/types.ts';
import { getRfm } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { SaveSegment } from '../segments/save-segment.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { NoOrders } from './no-orders.tsx';
import { useNumbers } from './numbers.ts';
import { Tools } from './tools.tsx';
import { Wide } from './wide.tsx';

type Rfm = Output<typeof getRfm>;
const best = [5, 4, 3, 2, 1] as const;
const worst = [1, 2, 3, 4, 5] as const;

interface PartProps {
  readonly kind: Kind;
  readonly data: Rfm;
}

type Cell = Rfm['cells'][number];

function cellOf({ cells }: Rfm, r: number, f: number): Cell {
  return cells.find((one) => one.r === r && one.f === f) ?? { r, f, customers: 0, spend: null, rule: null };
}

/** How many customers are in a field; the fuller, the higher its ground. */
function Field({ kind, cell, most }: { kind: Kind; cell: Cell; most: number }) {
  const say = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  const { r, f, customers, rule } = cell;
  return (
    <td aria-label={say.cell(String(r), String(f), format.number(customers))}>
      <span className={classes['shade']} style={{ height: `${(customers / most) * 100}%` }} />
      <span>
        <MaybeLink href={customers === 0 ? undefined : links.customers(kind, rule)}>
          {format.compact(customers)}
        </MaybeLink>
      </span>
    </td>
  );
}

/** The map of quintiles; each field leads to its customers. */
export function QuintileMap({ kind, data }: PartProps) {
  const most = Math.max(1, ...data.cells.map(({ customers }) => customers));
  return (
    <table className={classes['map']}>
      <thead>
        <tr>
          <th scope="col">R \ F</th>
          {worst.map((f) => (
            <th key={f} scope="col">
              F {f}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {best.map((r) => (
          <tr key={r}>
            <th scope="row">R {r}</th>
            {worst.map((f) => (
              <Field key={f} kind={kind} cell={cellOf(data, r, f)} most={most} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Segments({ kind, data }: PartProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const links = useLinks();
  const shown = (value: number | null) => (value === null ? '–' : format.number(value));
  return (
    <Wide label={say.mean}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col" className={classes['text']}>
              {say.segment}
            </th>
            <th scope="col">{say.customers}</th>
            <th scope="col">{say.days}</th>
            <th scope="col">{say.orders}</th>
            <th scope="col">{say.spend}</th>
            <th scope="col">{say.keep}</th>
          </tr>
        </thead>
        <tbody>
          {data.segments.map((segment) => (
            <tr key={segment.key} data-segment={segment.key}>
              <td className={classes['text']}>
                <MaybeLink href={segment.customers === 0 ? undefined : links.customers(kind, segment.rule)}>
                  {text(segment)}
                </MaybeLink>
              </td>
              <td>{format.number(segment.customers)}</td>
              <td>{shown(segment.recency)}</td>
              <td>{shown(segment.orders)}</td>
              <td>{shown(segment.spend)}</td>
              <td>
                <SaveSegment
                  size="compact-sm"
                  kind={kind}
                  rule={segment.rule}
                  label={`${say.keep}: ${text(segment)}`}
                  first={{ name: text(segment) }}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** The map of quintiles, each field a way to its customers, and the ten segments. */
export function RfmPanel({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const numbers = useNumbers();
  const answer = useEndpoint(getRfm, { kind });
  return (
    <AnswerView answer={answer}>
      {(data) =>
        data.customers === 0 ? (
          <NoOrders />
        ) : (
          <>
            <p className={classes['note']}>{say.rfmNote}</p>
            <Tools name={say.tabs.rfm} numbers={() => numbers.rfm(data)} card={{ type: 'rfm', kind }} />
            <div className={classes['pair']}>
              <Section title={say.tabs.rfm}>
                <QuintileMap kind={kind} data={data} />
              </Section>
              <Section title={say.segment}>
                <Segments kind={kind} data={data} />
                <p className={classes['note']}>{say.mean}</p>
              </Section>
            </div>
          </>
        )
      }
    </AnswerView>
  );
}
