import { Button, SegmentedControl } from '@mantine/core';
import type { Kind } from '../../../src/fields/types.ts';
import { demandParts, getDemand } from '../../../src/insights/contract.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { useLinks } from '../../home/links.ts';
import { MaybeLink } from '../../home/maybe-link.tsx';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { Section } from '../../ui/page/section.tsx';
import classes from '../insights.module.css';
import type { Rows } from '../numbers.ts';
import { Tools } from '../tools.tsx';
import { Wide } from '../wide.tsx';
import { messages } from './messages.ts';

export type Part = (typeof demandParts)[number];
type Row = Output<typeof getDemand>['rows'][number];

/** Of which categories or products demand is shown, and which of them as a chart. */
export interface DemandChoice {
  readonly part: Part;
  readonly item: string | undefined;
}

interface DemandProps {
  readonly kind: Kind;
  readonly by: 'week' | 'month';
  readonly choice: DemandChoice;
  readonly onChoose: (choice: DemandChoice) => void;
}

const steps = 8;

function demandNumbers(
  rows: readonly Row[],
  say: typeof messages.en,
  { by, part }: { by: 'week' | 'month'; part: Part },
): Rows {
  const count = String(steps);
  return [
    [
      say.item[part],
      say.last(count, by),
      say.yearAgo,
      say.next(count, by),
      say.low,
      say.high,
      say.off[by],
      say.reason,
    ],
    ...rows.map(({ item, pieces, yearAgo, next, share, notice }) => [
      item,
      pieces,
      yearAgo,
      next && Math.round(next.mean),
      next && Math.round(next.low80),
      next && Math.round(next.high80),
      share,
      notice === null ? '' : notice.code === 'too-short' ? say.short : say.cannot,
    ]),
  ];
}

/** What is expected of one category or product, or why nothing is. */
function NextCell({ row: { next, notice } }: { row: Row }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  if (next === null)
    return (
      <td title={notice === null ? undefined : text(notice)}>
        {notice?.code === 'too-short' ? say.short : say.cannot}
      </td>
    );
  const number = (value: number) => format.compact(Math.round(value));
  return (
    <td>
      <strong>{number(next.mean)}</strong>{' '}
      <small>
        {number(next.low80)}–{number(next.high80)}
      </small>
    </td>
  );
}

function DemandTable({ rows, ...props }: DemandProps & { readonly rows: readonly Row[] }) {
  const { kind, by, choice, onChoose } = props;
  const say = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  const { part } = choice;
  const count = format.number(steps);
  return (
    <Wide label={say.table}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col" className={classes['text']}>
              {say.item[part]}
            </th>
            <th scope="col">{say.last(count, by)}</th>
            <th scope="col">{say.yearAgo}</th>
            <th scope="col">{say.next(count, by)}</th>
            <th scope="col">{say.off[by]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.item}>
              <th scope="row" className={classes['text']}>
                <Button
                  size="compact-sm"
                  variant={choice.item === row.item ? 'light' : 'subtle'}
                  aria-pressed={choice.item === row.item}
                  onClick={() => onChoose({ part, item: choice.item === row.item ? undefined : row.item })}
                >
                  {row.item}
                </Button>
              </th>
              <td>
                <MaybeLink href={links.customers(kind, row.rule)}>{format.compact(row.pieces)}</MaybeLink>
              </td>
              <td>{row.yearAgo === null ? '–' : format.compact(row.yearAgo)}</td>
              <NextCell row={row} />
              <td>{row.share === null ? '–' : format.percent(row.share)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** Why there is no forecast of some, each reason once. */
function Reasons({ rows }: { rows: readonly Row[] }) {
  const text = useBilingual();
  const reasons = new Map(rows.flatMap(({ notice }) => (notice === null ? [] : [[notice.code, notice]])));
  if (reasons.size === 0) return null;
  return (
    <ul className={classes['notices']}>
      {[...reasons.values()].map((notice) => (
        <li key={notice.code}>{text(notice)}</li>
      ))}
    </ul>
  );
}

/** How much of the categories or products that sell best will be wanted. */
export function DemandSection(props: DemandProps) {
  const { kind, by, choice, onChoose } = props;
  const say = useMessages(messages);
  const format = useFormat();
  const { part } = choice;
  const answer = useEndpoint(getDemand, { kind, part, by }, { keep: true });
  return (
    <Section title={say.title}>
      <Tools name={say.title} numbers={() => demandNumbers(answer.data?.rows ?? [], say, { by, part })}>
        <SegmentedControl
          aria-label={say.part}
          value={part}
          onChange={(value) =>
            onChoose({ part: demandParts.find((one) => one === value) ?? 'category', item: undefined })
          }
          data={demandParts.map((value) => ({ value, label: say.parts[value] }))}
        />
      </Tools>
      <AnswerView answer={answer}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <p className={classes['note']}>{say.none}</p>
          ) : (
            <>
              <p className={classes['note']}>{say.note}</p>
              <DemandTable {...props} rows={rows} />
              <Reasons rows={rows} />
              <p className={classes['note']}>{say.more(format.number(rows.length), format.number(total))}</p>
            </>
          )
        }
      </AnswerView>
    </Section>
  );
}
