import type { Kind } from '../../../src/fields/types.ts';
import { previewComputedValue, type ValueSpec } from '../../../src/insights/computed/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import classes from './computed.module.css';
import { isWhole } from './draft.ts';
import { messages } from './messages.ts';

/** What a value would be: as a sentence, and for a few customers. */
export function ValuePreview({ kind, spec }: { kind: Kind; spec: ValueSpec }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const answer = useEndpoint(previewComputedValue, { kind, spec }, { enabled: isWhole(spec), keep: true });
  if (!isWhole(spec)) return <p className={classes['note']}>{say.incomplete}</p>;
  return (
    <section className={classes['preview']} aria-label={say.preview}>
      <AnswerView answer={answer}>
        {({ sentence, known, asked, rows, problem }) => (
          <>
            <p className={classes['sentence']}>{text(sentence)}</p>
            {problem !== null && <p role="alert">{text(problem)}</p>}
            {problem === null && (
              <p className={classes['note']}>
                {known === 0 ? say.previewNone : say.previewOf(format.number(known), format.number(asked))}
              </p>
            )}
            <dl className={classes['values']}>
              {rows.map(({ id, name, value }) => (
                <div key={id}>
                  <dt>
                    <bdi>{typeof name === 'string' && name !== '' ? name : id}</bdi>
                  </dt>
                  <dd>
                    <bdi>{typeof value === 'number' ? format.number(value) : value}</bdi>
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </AnswerView>
    </section>
  );
}
