import type { Claim } from './profile-data.ts';

/** The rule of survivorship that decided what a profile shows, and between whom. */
export type Decision =
  | { readonly rule: 'nothing' | 'only' | 'emptied' | 'list' | 'list-by-hand' }
  | { readonly rule: 'agreed'; readonly count: number }
  | {
      readonly rule: 'hand' | 'check' | 'trust' | 'date' | 'length' | 'order' | 'unread';
      readonly winner: Claim;
      readonly loser: Claim;
    };

/** Which rule decided about a field whose claims stand in their order, the best first. */
export function findDecision(claims: readonly Claim[]): Decision {
  const winners = claims.filter(({ wins }) => wins);
  const [winner] = winners;
  const loser = claims.find(({ wins }) => !wins);
  if (winner === undefined) return { rule: 'nothing' };
  if (loser?.lost === 'replaced') return { rule: 'list-by-hand' };
  if (winner.value === null) return { rule: 'emptied' };
  if (winners.some(({ value }) => Array.isArray(value))) return { rule: claims.length > 1 ? 'list' : 'only' };
  if (loser === undefined || loser.lost === null)
    return winners.length > 1 ? { rule: 'agreed', count: winners.length } : { rule: 'only' };
  return { rule: loser.lost, winner, loser };
}

const dayMs = 86_400_000;

/** Days since a value was observed, and whether that is longer than it stays fresh; null where nothing is known. */
export function ageOf(
  observedAt: string,
  freshDays: number | undefined,
  now: Date,
): { readonly days: number; readonly stale: boolean } {
  const days = Math.max(0, Math.floor((now.getTime() - new Date(observedAt).getTime()) / dayMs));
  return { days, stale: freshDays !== undefined && days > freshDays };
}
