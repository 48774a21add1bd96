import { z } from 'zod';
import type { TimelineEntry } from '../../src/profiles/contract.ts';
import type { listFields } from '../../src/records/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';

const demotionDetails = z.object({
  value: z.string(),
  source: z.string(),
  reason: z.enum(['identified', 'limit']),
  guard: z.string(),
  limit: z.number(),
  window: z.enum(['day', 'week', 'ever']),
});

interface DemotionBodyProps {
  readonly entry: TimelineEntry;
  readonly fields: readonly Pick<Output<typeof listFields>['rows'][number], 'key' | 'label'>[];
}

/** Which identifier joins a customer with nobody, and why. */
export function DemotionBody({ entry, fields }: DemotionBodyProps) {
  const say = useMessages(messages).timeline;
  const text = useBilingual();
  const { data } = demotionDetails.safeParse(entry.details);
  if (data === undefined) return null;
  const nameOf = (key: string) => {
    const label = fields.find((field) => field.key === key)?.label;
    return label === undefined ? key : text(label);
  };
  const { value, source, reason, guard, limit, window } = data;
  return (
    <>
      <div className={classes['head']}>
        <bdi>{nameOf(entry.text)}</bdi>
        {value !== '' && <bdi>{value}</bdi>}
        <span>{say.from(source)}</span>
      </div>
      <div className={classes['text']}>
        {reason === 'identified'
          ? say.demotedAsIdentified(limit)
          : say.demotedByLimit(nameOf(guard), limit, say.windows[window])}
      </div>
    </>
  );
}
