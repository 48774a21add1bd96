import { Link } from 'wouter';
import { z } from 'zod';
import type { TimelineEntry } from '../../src/profiles/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';

const decisionDetails = z.object({
  run: z.string().nullable(),
  undone: z.boolean(),
  more: z.number(),
  shown: z.array(z.object({ record: z.string(), profile: z.string(), source: z.string(), name: z.string() })),
});

/** Whom a decision about who is who was about, and whether it still stands. */
export function DecisionBody({ entry }: { entry: TimelineEntry }) {
  const say = useMessages(messages).timeline;
  const { data } = decisionDetails.safeParse(entry.details);
  if (data === undefined) return null;
  const { shown, more, run, undone } = data;
  const parted = entry.kind === 'parted';
  return (
    <>
      {shown.map(({ record, profile, source, name }) => (
        <div key={record} className={classes['head']}>
          <Link href={`/profiles/${profile}`}>
            <bdi>{name === '' ? record : name}</bdi>
          </Link>
          <bdi>{source}</bdi>
        </div>
      ))}
      <div className={classes['head']}>
        {parted && <span>{entry.text === 'join' ? say.wasJoined : say.wasApart}</span>}
        {more > 0 && <span>{say.moreRecords(more)}</span>}
        {run !== null && <span>{say.inBulk}</span>}
        {undone && !parted && <span>{say.undoneSince}</span>}
      </div>
    </>
  );
}
