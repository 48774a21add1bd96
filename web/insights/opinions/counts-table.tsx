import type { getOpinions } from '../../../src/insights/opinions/contract.ts';
import {
  opinionTags,
  polarities,
  polarityLabels,
  topicLabels,
  topics,
  type Polarity,
} from '../../../src/lib/opinion.ts';
import type { ChosenTexts } from '../../../src/insights/opinions/contract.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { useLinks } from '../../home/links.ts';
import { MaybeLink } from '../../home/maybe-link.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import type { Cell } from '../files.ts';
import shared from '../insights.module.css';
import { Wide } from '../wide.tsx';
import { type Choice, type Grouping, ruleOf } from './choice.ts';
import { messages } from './messages.ts';
import { useTextNames } from './names.ts';
import classes from './opinions.module.css';

type Summary = Output<typeof getOpinions>;
type Group = Summary['months'][number];
type Counts = Group['counts'];

const drawn = ['positive', 'mixed', 'negative'] as const;

/** What share of texts praises, does both and blames, as one bar; neutral ones are the rest. */
function Shares({ counts }: { counts: Counts }) {
  const whole = polarities.reduce((sum, one) => sum + counts[one], 0);
  return (
    <span className={classes['bar']} aria-hidden>
      {drawn.map((one) => (
        <span
          key={one}
          data-polarity={one}
          style={{ width: `${whole === 0 ? 0 : (counts[one] / whole) * 100}%` }}
        />
      ))}
    </span>
  );
}

/** What a group is called. */
function useGroupNames(): (by: Grouping, key: string) => string {
  const text = useBilingual();
  const names = useTextNames();
  return (by, key) => {
    const topic = topics.find((one) => by === 'topics' && one === key);
    if (topic !== undefined) return text(topicLabels[topic]);
    if (by === 'sources') return names.source(key);
    return by === 'tags' ? text(opinionTags[key] ?? { en: key, zh: key }) : key;
  };
}

/** The texts of a group, as they are chosen; a month is a span of its own. */
function chosenIn(by: Grouping, key: string, chosen: ChosenTexts): ChosenTexts | undefined {
  const topic = topics.find((one) => one === key);
  if (by === 'topics') return { ...chosen, topic };
  if (by === 'tags') return { ...chosen, tag: key };
  if (by === 'sources') return { ...chosen, source: key };
  return by === 'products' ? { ...chosen, product: key } : undefined;
}

interface TableProps {
  readonly choice: Choice;
  readonly data: Summary;
}

/** The numbers of the table, for files. */
export function useCountCells(): (props: TableProps) => Cell[][] {
  const say = useMessages(messages);
  const text = useBilingual();
  const name = useGroupNames();
  return ({ choice: { by }, data }) => [
    [say.bys[by], ...polarities.map((one) => text(polarityLabels[one]))],
    ...data[by].map(({ key, counts }): Cell[] => [name(by, key), ...polarities.map((one) => counts[one])]),
    [say.all, ...polarities.map((one) => data.counts[one])],
  ];
}

function CountCell({ count, polarity, chosen }: CellProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const links = useLinks();
  const number = format.number(count);
  const href =
    count === 0 || chosen === undefined ? undefined : links.customers('person', ruleOf(chosen, polarity));
  return (
    <td title={href === undefined ? undefined : say.customers(number, text(polarityLabels[polarity]))}>
      <MaybeLink href={href}>{number}</MaybeLink>
    </td>
  );
}

interface CellProps {
  readonly count: number;
  readonly polarity: Polarity;
  readonly chosen: ChosenTexts | undefined;
}

/** Texts by what there is to part them; each number leads to the customers who wrote them. */
export function CountsTable({ choice: { by, chosen }, data }: TableProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const name = useGroupNames();
  const rows = [
    ...data[by].map(({ key, counts }) => ({
      key,
      label: name(by, key),
      counts,
      chosen: chosenIn(by, key, chosen),
    })),
    { key: '', label: say.all, counts: data.counts, chosen },
  ];
  return (
    <Wide label={say.title}>
      <table className={shared['table']}>
        <thead>
          <tr>
            <th scope="col" className={shared['text']}>
              {say.bys[by]}
            </th>
            <th scope="col" className={shared['month']}>
              {say.picture}
            </th>
            {polarities.map((one) => (
              <th key={one} scope="col">
                {text(polarityLabels[one])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-group={row.key}>
              <th scope="row" className={shared['text']}>
                <bdi>{row.label}</bdi>
              </th>
              <td>
                <Shares counts={row.counts} />
              </td>
              {polarities.map((one) => (
                <CountCell key={one} count={row.counts[one]} polarity={one} chosen={row.chosen} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
