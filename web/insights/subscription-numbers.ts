import type { getSubscriptions } from '../../src/insights/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { messages } from './messages.ts';
import type { Rows } from './numbers.ts';

type Data = Output<typeof getSubscriptions>;

/** The numbers of subscriptions as rows of a file. */
export function useSubscriptionNumbers() {
  const say = useMessages(messages).subscriptions;
  const format = useFormat();
  const tenure = ({ from, to }: Pick<Data['tenures'][number], 'from' | 'to'>) =>
    say.span(format.number(from), to === null ? null : format.number(to));
  return {
    tenure,
    rows: (data: Data): Rows => [
      [say.begun, say.active, say.endedLately],
      [data.begun.subscriptions, data.active, data.endedLately],
      [say.after, say.seen, say.expected, say.atRisk, say.ended],
      ...data.ages.map(({ months, seen, expected, atRisk, ended }) => [
        months + 1,
        seen,
        expected,
        atRisk,
        ended,
      ]),
      [say.tenure, say.active, say.half, say.months(format.number(data.period.months)), say.value],
      ...data.tenures.map((one) => [tenure(one), one.active, one.half, one.months, one.value]),
    ],
  };
}
