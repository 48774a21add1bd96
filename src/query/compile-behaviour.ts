import { allowing } from '../consent/index.ts';
import { verifiedValues } from '../profiles/index.ts';
import { quoteName } from '../store/warehouse/index.ts';
import { pathId, pathsSql } from './path-sql.ts';
import type { Among, Plan, ValuePlace } from './plan.ts';
import { relatedSql } from './related-sql.ts';
import { spellRuns, spellsSql } from './spells-sql.ts';
import { textsSql } from './texts-sql.ts';

/** Plans on what happened with customers. */
type Happened = 'did' | 'said' | 'sequence' | 'path' | 'bought' | 'subscribed';

/** Plans that look into other tables than that of profiles. */
export type Behaviour = Extract<
  Plan,
  { op: 'valued' | 'rank' | Happened | 'allows' | 'verified' | 'member' | 'related' }
>;

/** What compiling these needs of whatever they stand in. */
export interface BehaviourParts {
  readonly compile: (plan: Plan) => string;
  /** A plan in the WHERE of a statement of its own. */
  readonly compileAlone: (plan: Plan) => string;
  readonly bind: (value: string) => string;
  readonly among?: Among | undefined;
}

/** What is computed or happened, as a test of the profile's number. */
export function compileBehaviour(
  plan: Behaviour,
  { compile, compileAlone, bind, among }: BehaviourParts,
): string {
  if (isTied(plan)) return compileTies(plan, { compileAlone, bind, among });
  if (plan.op === 'rank') return compileRank(plan, { compileAlone, bind });
  if (plan.op === 'member')
    return `_no IN (SELECT arrayJoin(bitmapToArray(members)) FROM {db}.segment_members WHERE segment = ${bind(plan.segment)})`;
  const kind = bind(plan.kind);
  const only = among === undefined ? '' : ` AND ${among('profile')}`;
  if (plan.op === 'valued')
    return `_no IN (SELECT profile FROM ${valuesAt(plan.place, kind, bind)}${only} AND ${compile(plan.test)})`;
  if (plan.op !== 'did' && plan.op !== 'sequence') return compileTold(plan, { compile, kind, only, bind });
  const owners = `FROM {db}.owners WHERE kind = ${kind}${only}`;
  const theirs = among === undefined ? '' : ` AND entity IN (SELECT entity ${owners})`;
  const parts = { compile, owners, theirs };
  return compileEvents(plan, parts);
}

/** What happened, where its own table or statement tells it. */
function compileTold(
  plan: Extract<Plan, { op: Exclude<Happened, 'did' | 'sequence'> }>,
  parts: Bound & Pick<BehaviourParts, 'compile'>,
): string {
  if (plan.op === 'bought') return compileBought(plan, parts);
  if (plan.op === 'subscribed') return compileSubscribed(plan, parts);
  if (plan.op === 'path') return compilePath(plan, parts);
  return compileSaid(plan, { ...parts, bound: parts.kind });
}

/** What stands in a ledger, and with whom somebody is related. */
type Tied = Extract<Plan, { op: 'allows' | 'verified' | 'related' }>;

function isTied(plan: Behaviour): plan is Tied {
  return plan.op === 'allows' || plan.op === 'verified' || plan.op === 'related';
}

function compileTies(plan: Tied, parts: Omit<BehaviourParts, 'compile'>): string {
  const { bind } = parts;
  if (plan.op === 'related') return relatedSql(plan, parts);
  if (plan.op === 'allows')
    return `_no IN (${allowing(plan.kind, `channel = ${bind(plan.channel)} AND purpose = ${bind(plan.purpose)}`)})`;
  const { kind, field, since } = plan;
  return `_no IN (SELECT profile FROM (${verifiedValues({ kind, field, key: bind(field.key), since: bind(since) })}))`;
}

function compileEvents(plan: Extract<Plan, { op: 'did' | 'sequence' }>, parts: Owned): string {
  return plan.op === 'did' ? compileDid(plan, parts) : compileSequence(plan, parts);
}

type Rank = Extract<Plan, { op: 'rank' }>;

/** What ranks: at least as much as the least of those who are in. Where values are of several currencies, each has its own least. */
function compileRank(
  { place, column, by, kind, end, share, among }: Rank,
  { compileAlone, bind }: Pick<BehaviourParts, 'compileAlone' | 'bind'>,
): string {
  const value = end === 'top' ? quoteName(column) : `-${quoteName(column)}`;
  const isProfile = place === 'profiles';
  const rows = isProfile ? `{db}.profiles_${kind} WHERE 1` : valuesAt(place, bind(kind), bind);
  const some =
    among === undefined
      ? ''
      : ` AND ${isProfile ? '_no' : 'profile'} IN (SELECT _no FROM {db}.profiles_${kind} WHERE ${compileAlone(among)})`;
  // 1 − 0.9 is a little less than 0.1, which would be one customer more.
  const least = `quantileExact(${Number((1 - share).toFixed(9))})(${value})`;
  if (by === undefined) return `${value} >= (SELECT ${least} FROM ${rows}${some})`;
  const part = `toString(${quoteName(by)})`;
  const map = `(SELECT mapFromArrays(groupArray(part), groupArray(least)) FROM (SELECT ${part} AS part, assumeNotNull(toFloat64(${least})) AS least FROM ${rows}${some} AND isNotNull(${value}) GROUP BY part))`;
  return `(mapContains(${map}, ${part}) AND ${value} >= ${map}[${part}])`;
}

/** The rows of a place, as what follows FROM; `kind` is bound already. */
export function valuesAt(
  { table, value }: ValuePlace,
  kind: string,
  bind: (value: string) => string,
): string {
  if (table === 'customer_interests') return `{db}.${table} FINAL WHERE kind = ${kind}`;
  return value === undefined
    ? `{db}.${table} WHERE kind = ${kind}`
    : `{db}.${table} WHERE value = ${bind(value)}`;
}

interface Owned {
  readonly compile: (plan: Plan) => string;
  /** Whose events are asked about: the end of a SELECT. */
  readonly owners: string;
  /** The same as a further test of events; '' where it is everybody. */
  readonly theirs: string;
}

/** Events are added up by entity first: to look up whose they are costs more than to count them. */
function compileDid(plan: Extract<Plan, { op: 'did' }>, { compile, owners, theirs }: Owned): string {
  return `_no IN (SELECT profile FROM (
    SELECT profile, toFloat64(sum(n)) AS times, toFloat64(sum(amounts)) AS sum_amount, sum_amount / times AS avg_amount,
      toFloat64(sum(quantities)) AS sum_quantity, sum_quantity / times AS avg_quantity
    FROM (SELECT entity AS owned, profile ${owners}) AS own
    INNER JOIN (
      SELECT entity, count() AS n, sum(amount) AS amounts, sum(quantity) AS quantities
      FROM {db}.events WHERE ${compile(plan.events)}${theirs} GROUP BY entity
    ) AS seen ON owned = entity
    GROUP BY profile
  ) WHERE ${compile(plan.having)})`;
}

/** There are few texts beside events: whose they are is looked up first. */
function compileSaid(
  { kind, texts, least }: Extract<Plan, { op: 'said' }>,
  { compile, bound, only }: Pick<Owned, 'compile'> & { readonly bound: string; readonly only: string },
): string {
  const wrote = textsSql({ kind, bound, columns: 'message', where: compile(texts), only });
  return `_no IN (SELECT profile FROM (${wrote}) GROUP BY profile HAVING count() >= ${least})`;
}

function compileSequence(
  plan: Extract<Plan, { op: 'sequence' }>,
  { compile, owners, theirs }: Owned,
): string {
  const owned = `INNER JOIN (SELECT entity AS owned, profile ${owners}) AS own ON entity = owned`;
  const steps = [plan.first, ...plan.next].map(compile);
  const [first = '', next = ''] = steps;
  const any = `(${steps.join(' OR ')})${theirs}`;
  // A funnel takes one event for both steps: where that may be, each event is held against the ones before it.
  if (plan.alike)
    return `_no IN (SELECT profile FROM (
    SELECT profile, toUnixTimestamp(ts) AS at, ${first} AS is_first, ${next} AS is_next,
      max(if(is_first, at, 0)) OVER (PARTITION BY profile ORDER BY at, is_first DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM {db}.events ${owned} WHERE ${any}
  ) WHERE is_next AND before > 0 AND at - before <= ${plan.seconds})`;
  return `_no IN (SELECT profile FROM {db}.events ${owned}
    WHERE ${any}
    GROUP BY profile HAVING windowFunnel(${plan.seconds})(toDateTime(ts), ${steps.join(', ')}) = ${steps.length})`;
}

interface Bound {
  readonly kind: string;
  /** Which customers alone are asked about: the end of a WHERE. */
  readonly only: string;
  readonly bind: BehaviourParts['bind'];
}

/** What lines of orders are called by: a product by its name where it has one. */
export const itemNames = { product: "if(name = '', product, name)", category: 'toString(category)' } as const;

function compileBought({ test }: Extract<Plan, { op: 'bought' }>, { kind, only, bind }: Bound): string {
  const rows = `SELECT profile FROM {db}.purchases WHERE kind = ${kind}${only}`;
  if ('from' in test) {
    const during = `ts >= toDate(${bind(test.from)}) AND ts < toDate(${bind(test.to)}) + 1`;
    if (test.item === null) return `_no IN (${rows} AND ${during})`;
    return `_no IN (SELECT profile FROM {db}.owners WHERE kind = ${kind}${only} AND entity IN (
    SELECT entity FROM {db}.order_lines WHERE movement IN ('completed', 'updated') AND quantity > 0 AND ${during}
      AND ${itemNames[test.item.by]} = ${bind(test.item.name)}))`;
  }
  const month = (text: string) => `toYYYYMM(toDate(${bind(`${text}-01`)}))`;
  return `_no IN (${rows}
    GROUP BY profile HAVING toYYYYMM(min(ts)) = ${month(test.first)} AND countIf(toYYYYMM(ts) = ${month(test.in)}) > 0)`;
}

function compileSubscribed(
  { runs, plan, events, now }: Extract<Plan, { op: 'subscribed' }>,
  { kind, only, bind }: Bound,
): string {
  const [started, ended] = [bind(events.started), bind(events.ended)];
  const spells = spellsSql({ kind, started, ended, now: `toDateTime64(${bind(now)}, 3, 'UTC')`, only });
  const ofPlan = plan === null ? '' : ` WHERE plan = ${bind(plan)}`;
  return `_no IN (SELECT profile FROM (${spells})${ofPlan} GROUP BY profile HAVING max(${spellRuns}) = ${runs ? 1 : 0})`;
}

function compilePath(
  { starts, names, days, before, ends, except }: Extract<Plan, { op: 'path' }>,
  { compile, kind, only, bind }: Bound & Pick<BehaviourParts, 'compile'>,
): string {
  const start = bind(names[0] ?? '');
  const steps = names.map((name) => pathId(bind(name), start)).join(', ');
  const ask = { kind, start, only, before, days, starts: compile(starts) };
  const paths = pathsSql({
    ...ask,
    except: except.length === 0 ? null : `(${except.map(bind).join(', ')})`,
    most: names.length + (ends ? 1 : 0),
  });
  return `_no IN (SELECT profile FROM (${paths}) WHERE path = [${steps}])`;
}
