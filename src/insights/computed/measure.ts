import type { Kind } from '../../fields/index.ts';
import { isNumeric, type ValueHow } from '../../lib/computed-value.ts';
import { type Among, type Condition, compilePlan, type Plan, spanBefore } from '../../query/index.ts';
import { quoteName } from '../../store/warehouse/index.ts';
import type { Measure, ValueSpec } from './contract.ts';

/** Of whom and as of when a value is computed. */
export interface Computing {
  readonly kind: Kind;
  readonly now: Date;
  /** An IANA name; UTC when not said. */
  readonly timeZone?: string | undefined;
  /** Which customers alone, where not all. */
  readonly among?: Among | undefined;
}

/** Whether a value is a number; else it is a word. */
export function valueType(spec: ValueSpec): 'number' | 'text' {
  return spec.how === 'ratio' || isNumeric(spec) ? 'number' : 'text';
}

/** Whether whoever has no row has none of it, which is 0. */
export function isZeroBased(spec: ValueSpec): boolean {
  return spec.how === 'count' || spec.how === 'sum';
}

/** The measures that a value is made of. */
function measuresOf(spec: ValueSpec): readonly Measure[] {
  return spec.how === 'ratio' ? [spec.top, spec.bottom] : [spec];
}

/** A value as a SELECT of (profile, number, text): a row for each customer of whom it is known. */
export function valueSql(spec: ValueSpec, computing: Computing): Condition {
  if (spec.how !== 'ratio') return measureSql(spec, computing, 'm');
  const top = measureSql(spec.top, computing, 't');
  const bottom = measureSql(spec.bottom, computing, 'b');
  const none = isZeroBased(spec.top) ? '0' : 'NULL';
  return {
    sql: `SELECT bottom.profile AS profile, ifNull(top.number, ${none}) / bottom.number AS number, '' AS text
FROM (${bottom.sql}) AS bottom LEFT JOIN (${top.sql}) AS top ON bottom.profile = top.profile
WHERE bottom.number != 0 AND isNotNull(number)`,
    parameters: { ...bottom.parameters, ...top.parameters },
  };
}

const tables = { events: 'events', orders: 'purchases', lines: 'order_lines' } as const;

interface Shape {
  /** What is counted of the rows of an entity, and how that is added up for a customer. */
  readonly part: string;
  readonly whole: string;
}

function shapeOf(how: ValueHow, what: string, place: string): Shape {
  const days = (end: string) => `dateDiff('day', ${end}(a), ${place})`;
  const shapes: Readonly<Record<ValueHow, Shape>> = {
    count: { part: 'count() AS a', whole: 'sum(a)' },
    sum: { part: `sum(${what}) AS a`, whole: 'sum(a)' },
    avg: { part: `sum(${what}) AS a, count() AS b`, whole: 'toFloat64(sum(a)) / sum(b)' },
    most: { part: 'count() AS a, max(ts) AS b', whole: 'argMax(what, (n, latest, what))' },
    first: { part: `min((ts, ${what})) AS a`, whole: 'min(a).2' },
    last: { part: `max((ts, ${what})) AS a`, whole: 'max(a).2' },
    days_since: { part: 'max(ts) AS a', whole: days('max') },
    days_since_first: { part: 'min(ts) AS a', whole: days('min') },
  };
  return shapes[how];
}

/** Rows are added up by entity first: to look up whose they are costs more than to count them. */
function measureSql(measure: Measure, computing: Computing, prefix: string): Condition {
  const { how, what = '' } = measure;
  const { sql: where, parameters } = compilePlan(planRows(measure, computing), { prefix });
  const isNumber = isNumeric(measure);
  const column = what === '' ? '' : isNumber ? quoteName(what) : `toString(${quoteName(what)})`;
  const moment = computing.now.toISOString().slice(0, 19).replace('T', ' ');
  const place = `toDateTime('${moment}', 'UTC'), {zone:String}`;
  const { part, whole } = shapeOf(how, column, place);
  const said = how === 'most' ? `, ${column} AS what` : '';
  const by = how === 'most' ? ', what' : '';
  const added = `FROM ${rowsOf(measure, computing, { select: `${part}${said}`, where, by })}`;
  const from =
    how === 'most'
      ? `FROM (SELECT owner, what, sum(a) AS n, max(b) AS latest ${added} GROUP BY owner, what)`
      : added;
  const result = isNumber ? `toFloat64(${whole}) AS number, '' AS text` : `NULL AS number, ${whole} AS text`;
  return {
    sql: `SELECT owner AS profile, ${result}
${from} GROUP BY owner HAVING ${isNumber ? 'isFinite(number)' : "text != ''"}`,
    parameters: { ...parameters, zone: computing.timeZone ?? 'UTC', kind: computing.kind },
  };
}

interface Rows {
  readonly select: string;
  readonly where: string;
  readonly by: string;
}

/** Rows added up with their owners: by customer where the table says whose they are, else by entity. */
function rowsOf({ of }: Measure, { among }: Computing, { select, where, by }: Rows): string {
  const table = `{db}.${tables[of]}`;
  const only = among === undefined ? '' : ` AND ${among('profile')}`;
  if (of === 'orders')
    return `(SELECT profile AS owner, ${select} FROM ${table} WHERE kind = {kind:String}${only} AND ${where} GROUP BY owner${by})`;
  const owners = `FROM {db}.owners WHERE kind = {kind:String}${only}`;
  const theirs = among === undefined ? '' : ` AND entity IN (SELECT entity ${owners})`;
  return `(SELECT entity, ${select} FROM ${table} WHERE entity != 0 AND ${where}${theirs} GROUP BY entity${by}) AS seen
INNER JOIN (SELECT entity AS owned, profile AS owner ${owners}) AS own ON owned = entity`;
}

/** Which rows count: by name, time, properties, and what came of the order. */
function planRows({ of, how, event = '', what, where, within }: Measure, { now }: Computing): Plan {
  const moment = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ');
  const since = within === undefined ? undefined : spanBefore(within, now);
  const at = { op: 'compare', column: 'ts', type: "DateTime('UTC')" } as const;
  const parts: Plan[] = [{ ...at, sign: '<=', value: moment(now) }];
  if (since !== undefined) parts.push({ ...at, sign: '>=', value: moment(since) });
  if (of === 'events') parts.unshift({ op: 'oneOf', column: 'name', list: false, values: [event] });
  // Of what is given back the amounts are less than nothing: a sum takes it off, a count is of what was bought.
  if (of === 'lines') parts.push(how === 'sum' ? { op: 'not', part: moved('updated') } : moved('completed'));
  if (what !== undefined && !isNumeric({ of, how, what }))
    parts.push({ op: 'filled', column: what, empty: 'text' });
  return { op: 'all', parts: [...parts, ...where.flatMap(planWhere)] };
}

function moved(movement: string): Plan {
  return { op: 'oneOf', column: 'movement', list: false, values: [movement] };
}

const signs = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
const boundNames = ['eq', 'gt', 'gte', 'lt', 'lte'] as const;

function planWhere(test: Measure['where'][number]): Plan[] {
  if ('in' in test) return [{ op: 'oneOf', column: test.property, list: false, values: test.in }];
  return boundNames.flatMap((name): Plan[] => {
    const value = test[name];
    if (value === undefined) return [];
    return [{ op: 'compare', column: test.property, sign: signs[name], type: 'Float64', value }];
  });
}

/** The currencies of the amounts that a value adds up, as a SELECT of (list); undefined where it adds up none. */
export function currenciesSql(spec: ValueSpec, computing: Computing): Condition | undefined {
  const lists = measuresOf(spec)
    .filter(({ how, what }) => (how === 'sum' || how === 'avg') && (what === 'amount' || what === 'price'))
    .map((measure, i) => {
      const { sql, parameters } = compilePlan(planRows(measure, computing), { prefix: `c${i}_` });
      return {
        sql: `SELECT DISTINCT toString(currency) AS one FROM {db}.${tables[measure.of]} WHERE currency != '' AND ${sql}`,
        parameters,
      };
    });
  if (lists.length === 0) return undefined;
  return {
    sql: `SELECT arraySort(groupUniqArray(10)(one)) AS list FROM (${lists.map(({ sql }) => sql).join(' UNION ALL ')})`,
    parameters: Object.assign({}, ...lists.map(({ parameters }) => parameters)),
  };
}
