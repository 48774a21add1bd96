import { getProfileValues } from '../../../src/insights/computed/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import classes from './computed.module.css';
import { messages } from './messages.ts';

/** What is computed of one customer. */
export function ProfileValues({ profile }: { profile: string }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const answer = useEndpoint(getProfileValues, { id: profile });
  return (
    <AnswerView answer={answer}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className={classes['note']}>{say.nothingKnown}</p>
        ) : (
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
          </dl>
        )
      }
    </AnswerView>
  );
}
