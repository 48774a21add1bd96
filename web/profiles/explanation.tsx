import { AlertTriangle, Check } from 'lucide-react';
import { useState } from 'react';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useWriteValues } from '../ui/value/use-write-values.ts';
import { ageOf, findDecision, type Decision } from './decision.ts';
import { messages } from './messages.ts';
import classes from './explanation.module.css';
import type { Claim, Field } from './profile-data.ts';
import { FieldVerifications } from './verifications.tsx';

/** Which rule decided, in words. */
function useDecisionText(): (decision: Decision) => string {
  const say = useMessages(messages).why;
  const format = useFormat();
  return (decision) => {
    if (decision.rule === 'list-by-hand') return say.listByHand;
    if (decision.rule === 'agreed') return say.agreed(decision.count);
    if (decision.rule === 'trust') return say.trust(decision.winner.trust, decision.loser.trust);
    if (decision.rule === 'date') {
      const { winner, loser } = decision;
      const sameDay = format.date(winner.observedAt) === format.date(loser.observedAt);
      const write = sameDay ? format.dateTime : format.date;
      const days = [write(winner.observedAt), write(loser.observedAt)] as const;
      return winner.trust === loser.trust ? say.dateOfEqual(...days) : say.date(...days);
    }
    return say[decision.rule];
  };
}

function ClaimValue({ claim, field }: { claim: Claim; field: Field }) {
  const say = useMessages(messages).facts;
  const write = useWriteValues();
  const texts = write(field, claim.value);
  const nothing = claim.lost === 'unread' ? say.unread : say.emptied;
  return (
    <span className={classes['value']}>
      {texts.length === 0 ? <em>{nothing}</em> : texts.map((text, at) => <bdi key={at}>{text}</bdi>)}
      {claim.valid ? null : <AlertTriangle size={14} aria-label={say.failed} className={classes['warn']} />}
    </span>
  );
}

/** Where a claim came from: source, file and line, date, the cells as they were. */
function ClaimOrigin({ claim }: { claim: Claim }) {
  const say = useMessages(messages);
  const format = useFormat();
  const channel = new Map<string, string>(Object.entries(say.channels)).get(claim.channel);
  const file = claim.file === '' ? [] : [claim.file, ...(claim.line > 0 ? [say.why.line(claim.line)] : [])];
  return (
    <>
      <span className={classes['origin']}>
        <bdi>{claim.source}</bdi>
        {channel !== undefined && channel !== claim.source && ` (${channel})`}
        {' · '}
        {say.why.trustOf(claim.trust)}
        {' · '}
        {say.why.observed(format.date(claim.observedAt))}
      </span>
      {file.length > 0 && (
        <span className={classes['origin']}>
          {file.map((part, at) => (
            <bdi key={at}>{part}</bdi>
          ))}
        </span>
      )}
      {claim.original.length > 0 && (
        <dl className={classes['cells']}>
          {claim.original.map(({ column, text }, at) => (
            <div key={at}>
              <dt>
                <bdi>{column}</bdi>
              </dt>
              <dd>
                <code>{text}</code>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

/** More claims than this are counted only. */
const shown = 6;

function Claims({ claims, field }: { claims: readonly Claim[]; field: Field }) {
  const say = useMessages(messages).why;
  const rest = claims.length - shown;
  return (
    <ul className={classes['claims']}>
      {claims.slice(0, shown).map((claim) => (
        <li key={claim.record} data-wins={claim.wins}>
          <ClaimValue claim={claim} field={field} />
          {claim.lost !== null && <span className={classes['lost']}>{say.lost[claim.lost]}</span>}
          <ClaimOrigin claim={claim} />
        </li>
      ))}
      {rest > 0 && <li className={classes['origin']}>{say.more(rest)}</li>}
    </ul>
  );
}

/** Why a field shows what it shows: the rule in words, the claim that won, those that lost. */
export function Explanation({ field, claims }: { field: Field; claims: readonly Claim[] }) {
  const say = useMessages(messages).why;
  const [now] = useState(() => new Date());
  const decide = useDecisionText();
  const winners = claims.filter(({ wins }) => wins);
  const losers = claims.filter(({ wins }) => !wins);
  const [best] = winners;
  const fresh = field.verification?.freshDays;
  const age = best === undefined ? null : ageOf(best.observedAt, fresh, now);
  return (
    <div className={classes['explanation']}>
      <strong>{say.title}</strong>
      <p>{decide(findDecision(claims))}</p>
      {age?.stale === true && fresh !== undefined && (
        <p className={classes['stale']}>{say.stale(age.days, fresh)}</p>
      )}
      <FieldVerifications field={field} />
      {winners.length > 0 && (
        <>
          <h3>
            <Check size={12} aria-hidden /> {say.shown}
          </h3>
          <Claims claims={winners} field={field} />
        </>
      )}
      {losers.length > 0 && (
        <>
          <h3>{say.others}</h3>
          <Claims claims={losers} field={field} />
        </>
      )}
    </div>
  );
}
