import { getProfileValues } from '../../../src/insights/computed/contract.ts';
import { getInsightStatus } from '../../../src/insights/contract.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { Time } from '../../ui/page/time.tsx';
import classes from './computed.module.css';
import { messages } from './messages.ts';

type Row = Output<typeof getProfileValues>['rows'][number];

/** Whether the chance to buy again is sure: only who has not come back yet has that. */
function isOnce(rows: readonly Row[]): boolean {
  return rows.some(({ key, value }) => key === 'alive' && value === 1);
}

/** When the values were computed, that joins since then do not count yet, and why somebody may be sure to buy again. */
function AsComputed({ isOnce: once }: { isOnce: boolean }) {
  const say = useMessages(messages);
  const at = useEndpoint(getInsightStatus, {}).data?.succeededAt ?? null;
  return (
    <>
      {at !== null && (
        <p className={classes['note']}>
          {say.computedAt} <Time at={at} />. {say.joinsLater}
        </p>
      )}
      {once && <p className={classes['note']}>{say.aliveOnce}</p>}
    </>
  );
}

/** What is computed of one customer. */
export function ProfileValues({ profile }: { profile: string }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const answer = useEndpoint(getProfileValues, { id: profile });
  return (
    <AnswerView answer={answer}>
      {({ rows, interests }) =>
        rows.length + interests.length === 0 ? (
          <p className={classes['note']}>{say.nothingKnown}</p>
        ) : (
          <>
            <AsComputed isOnce={isOnce(rows)} />
            <dl className={classes['values']}>
              {rows.map(({ key, label, names, value }) => {
                const named = names.find((name) => name.key === value);
                const shown = typeof value === 'number' ? format.number(value) : named ? text(named) : value;
                return (
                  <div key={key} data-value={key}>
                    <dt>{text(label)}</dt>
                    <dd>
                      <bdi>{shown}</bdi>
                    </dd>
                  </div>
                );
              })}
              {interests.map(({ category, share, last }) => (
                <div key={category}>
                  <dt>
                    {say.interest} <bdi>{category}</bdi>
                  </dt>
                  <dd>
                    {format.percent(share)}, <Time at={last} />
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )
      }
    </AnswerView>
  );
}
