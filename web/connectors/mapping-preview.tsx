import { previewMapping, type Mapping } from '../../src/connectors/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './connectors.module.css';
import { messages } from './messages.ts';
import { useTargets } from './targets.ts';

type Reading = Output<typeof previewMapping>['readings'][number];

const mostShown = 5;

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.map(textOf).join(', ') : JSON.stringify(value);
}

function Outcome({ reading }: { reading: Reading }) {
  const say = useMessages(messages);
  const { nameOf } = useTargets(reading.kind);
  const { kind, who, values, events } = reading;
  const facts = [
    ...Object.entries(values).map(([key, value]) => [nameOf(`field:${key}`), textOf(value)] as const),
    ...events.flatMap((event) =>
      Object.entries(event)
        .filter(([key]) => key !== 'type')
        .map(([key, value]) => [key, textOf(value)] as const),
    ),
  ];
  return (
    <li className={classes['card']}>
      <strong>
        {say[kind]}: {who === '' ? say.becomesNobody : who}
      </strong>
      <dl className={classes['facts']}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

/** What a sample becomes by a mapping. */
export function MappingPreview({ id, body, mapping }: { id: string; body: string; mapping: Mapping }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const answer = useEndpoint(previewMapping, { id, body, mapping }, { keep: true });
  return (
    <Section title={say.becomes}>
      <AnswerView answer={answer}>
        {({ readings, problem }) => (
          <>
            {problem !== null && <p className={classes['note']}>{text(problem)}</p>}
            <ul className={classes['list']} data-preview>
              {readings.slice(0, mostShown).map((reading, index) => (
                // Entries have no number of their own until they are taken.
                <Outcome key={`${index} ${reading.who}`} reading={reading} />
              ))}
            </ul>
          </>
        )}
      </AnswerView>
    </Section>
  );
}
