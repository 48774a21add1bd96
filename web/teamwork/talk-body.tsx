import { z } from 'zod';
import type { TimelineEntry } from '../../src/profiles/contract.ts';
import { talkDirections, talkOutcomes } from '../../src/teamwork/talks/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { LinkedText } from './linked-text.tsx';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';

const talkDetails = z.object({
  direction: z.enum(talkDirections),
  outcome: z.enum(talkOutcomes),
  minutes: z.number().nullable(),
  with: z.string(),
  next: z.string(),
  nextDue: z.string().nullable(),
});
type Details = z.output<typeof talkDetails>;

/** Who began, what came of it, how long it took and what is next. */
export function TalkFacts({ talk }: { talk: Details }) {
  const say = useMessages(messages).talks;
  const { direction, outcome, minutes, with: whom, next, nextDue } = talk;
  return (
    <div className={classes['head']}>
      <span>{say.outcomes[outcome]}</span>
      <span>
        {say.direction}: {say.directions[direction]}
      </span>
      {minutes !== null && <span>{say.lasted(minutes)}</span>}
      {whom !== '' && <bdi>{say.withWhom(whom)}</bdi>}
      {next !== '' && <bdi>{say.nextIs(next)}</bdi>}
      {nextDue !== null && <span>{nextDue}</span>}
    </div>
  );
}

/** A call or visit, as it stands in the timeline. */
export function TalkBody({ entry }: { entry: TimelineEntry }) {
  const { data } = talkDetails.safeParse(entry.details);
  if (data === undefined) return null;
  return (
    <>
      <TalkFacts talk={data} />
      {entry.text !== '' && (
        <bdi className={classes['text']}>
          <LinkedText text={entry.text} />
        </bdi>
      )}
    </>
  );
}
