import type { Kind } from '../../src/fields/types.ts';
import { listStockedSegments } from '../../src/segments/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import { messages } from './messages.ts';
import { SaveSegment } from './save-segment.tsx';
import classes from './segments.module.css';

/** Segments to start from. */
export function StockedList({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const answer = useEndpoint(listStockedSegments, { kind });
  return (
    <Section title={say.stocked}>
      <p className={classes['note']}>{say.stockedLead}</p>
      <AnswerView answer={answer}>
        {({ rows }) => (
          <ul className={classes['stock']}>
            {rows.map(({ key, name, description, rule }) => (
              <li key={key}>
                <div>
                  <strong>{text(name)}</strong>
                  <span className={classes['small']}>{text(description)}</span>
                </div>
                <SaveSegment
                  size="compact-sm"
                  kind={kind}
                  rule={rule}
                  label={`${say.save}: ${text(name)}`}
                  first={{ name: text(name), description: text(description) }}
                />
              </li>
            ))}
          </ul>
        )}
      </AnswerView>
    </Section>
  );
}
