import { listSimilarCustomers } from '../../../src/insights/contract.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import type { listFields } from '../../../src/records/contract.ts';
import { MaybeLink } from '../../home/maybe-link.tsx';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { useWriteValues } from '../../ui/value/use-write-values.ts';
import classes from './alike.module.css';
import { messages } from './messages.ts';

type Fields = Output<typeof listFields>['rows'];
type Row = Output<typeof listSimilarCustomers>['rows'][number];
const most = 5;

/** What both have, in words. */
function useReasons(fields: Fields): (row: Row) => string {
  const say = useMessages(messages);
  const text = useBilingual();
  const write = useWriteValues();
  return ({ items, facts }) => {
    if (items.length > 0) return say.bought(items.join(say.between));
    const told = facts.flatMap(({ field: key, value }) => {
      const field = fields.find((one) => one.key === key);
      return field === undefined ? [] : [`${text(field.label)} ${write(field, value).join(say.between)}`];
    });
    return told.join(say.between);
  };
}

/** The customers most like one, and why. */
export function SimilarCustomers({ profile, fields }: { profile: string; fields: Fields }) {
  const say = useMessages(messages);
  const format = useFormat();
  const reasons = useReasons(fields);
  const answer = useEndpoint(listSimilarCustomers, { profile, limit: most });
  return (
    <section className={classes['part']} aria-label={say.similar}>
      <h3>{say.similar}</h3>
      <AnswerView answer={answer}>
        {({ by, rows }) => (
          <>
            <p className={classes['note']}>
              {by === null ? say.none : by === 'orders' ? say.byOrders : say.byFacts}
            </p>
            <ul className={classes['list']} aria-label={say.similar}>
              {rows.map((row) => (
                <li key={row.id}>
                  <MaybeLink href={`/profiles/${row.id}`}>
                    <bdi>{row.name === '' ? row.id : row.name}</bdi>
                  </MaybeLink>{' '}
                  <span className={classes['note']}>
                    {say.alike(format.percent(row.score))} · <bdi>{reasons(row)}</bdi>
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </AnswerView>
    </section>
  );
}
