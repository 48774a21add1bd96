import { Check, X } from 'lucide-react';
import type { Kind } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { explainQuery } from '../../src/query/preview/contract.ts';
import { listFields } from '../../src/records/contract.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useLanguage, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { usePagePath } from '../ui/page/page-list.ts';
import { writeValues } from '../ui/value/write-value.ts';
import { messages } from './messages.ts';
import type { RuleJson } from './rule.ts';
import classes from './rules.module.css';

type Member = Output<typeof explainQuery>['rows'][number];
type Value = NonNullable<Member['reasons'][number]['value']>;

/** Writes what decides a condition as its reader does. */
function useWriteReason(kind: Kind): (value: Value) => string {
  const say = useMessages(messages).reasons;
  const language = useLanguage();
  const format = useFormat();
  const text = useBilingual();
  const { data } = useEndpoint(listFields, { kind });
  const writeField = (key: string, value: unknown) => {
    const field = data?.rows.find((one) => one.key === key);
    if (field === undefined) return '';
    return writeValues(field, value, { language, format }).join(language === 'zh' ? '、' : ', ');
  };
  const writeEvents = ({ times, amount, first, last }: Extract<Value, { type: 'events' }>) => {
    if (times === 0) return say.never;
    const parts = [say.times(times), ...(amount === 0 ? [] : [say.amount(format.number(amount))])];
    const days = [format.date(first), format.date(last)];
    const when = days[0] === days[1] ? (days[0] ?? '') : say.between(days[0] ?? '', days[1] ?? '');
    return [...parts, when].join(language === 'zh' ? '，' : ', ');
  };
  return (value) => {
    if (value.type === 'field') return writeField(value.field, value.value);
    if (value.type === 'events') return writeEvents(value);
    if (value.type === 'number') return format.number(value.value);
    return value.type === 'moment' ? format.date(value.value) : text(value);
  };
}

function ReasonList({ kind, member }: { kind: Kind; member: Member }) {
  const say = useMessages(messages).reasons;
  const text = useBilingual();
  const write = useWriteReason(kind);
  return (
    <ul className={classes['reasons']}>
      {member.reasons.map(({ path, condition, holds, value }) => {
        const written = value === null ? '' : write(value);
        const Icon = holds ? Check : X;
        return (
          <li key={path} data-holds={holds}>
            <Icon size={14} role="img" aria-label={holds ? say.holds : say.fails} />
            <span>
              <bdi>{text(condition)}</bdi>
              {written !== '' && <b>{written}</b>}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** Some of those whom a rule fits, and for each of its conditions whether it holds and by what. */
export function MemberReasons({ kind, rule }: { kind: Kind; rule: RuleJson }) {
  const say = useMessages(messages).reasons;
  const page = usePagePath('profile');
  const answer = useEndpoint(explainQuery, { kind, rule }, { keep: true });
  return (
    <AnswerView answer={answer}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className={classes['note']}>{say.nobody}</p>
        ) : (
          <ul className={classes['members']} aria-label={say.title}>
            {rows.map((member) => (
              <li key={member.id}>
                <MaybeLink href={page?.replace(':id', member.id)}>
                  {typeof member.name === 'string' && member.name !== '' ? member.name : member.id}
                </MaybeLink>
                <ReasonList kind={kind} member={member} />
              </li>
            ))}
          </ul>
        )
      }
    </AnswerView>
  );
}
