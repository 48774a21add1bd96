import type { Kind } from '../../fields/index.ts';
import { compilePlan, type Parameters } from '../compile.ts';
import { valuesAt } from '../compile-behaviour.ts';
import type { Plan, ValuePlace } from '../plan.ts';
import { profileTable } from '../request.ts';
import { boundsOf } from './bounds.ts';
import type { SetLeaf, SetTree } from './split.ts';

/** A SELECT of (place, members) and the values that it names. */
export interface SetQuery {
  readonly sql: string;
  readonly parameters: Parameters;
}

/** So many sets are found in one pass over a table. */
const setsOfPass = 24;
/** The set of everybody has this place. */
const everybody = 0;

type EventsLeaf = Extract<SetLeaf, { from: 'events' }>;
type ValuesLeaf = Extract<SetLeaf, { from: 'values' }>;

/** Whom a set holds, as a test of a row. */
interface Test {
  readonly place: number;
  readonly sql: string;
  readonly parameters: Parameters;
}

/** The statements that find all leaves but those of events: one pass over profiles and over each table of values, for many of them. */
export function findLeaves(leaves: readonly SetLeaf[], kind: Kind): SetQuery[] {
  const all: Test = { place: everybody, sql: '1', parameters: {} };
  // Twice not: the tests stand outside a WHERE, where what only the search index answers must not stand.
  const tested = leaves
    .filter((leaf) => leaf.from === 'profiles')
    .map((leaf) => ({
      isTied: asksTies(leaf.test),
      test: testOf(leaf, { op: 'not', part: { op: 'not', part: leaf.test } }),
    }));
  // Relationships make statements long: each is asked by itself.
  const profiles = tested.filter(({ isTied }) => !isTied).map(({ test }) => test);
  const ties = tested.filter(({ isTied }) => isTied).map(({ test }) => test);
  const values = leaves.flatMap((leaf) => (leaf.from === 'values' ? [leaf] : []));
  const places = new Map(values.map(({ at }) => [JSON.stringify(at), at]));
  return [
    ...[...passes([all, ...profiles]), ...ties.map((test) => [test])].map((tests) =>
      setsOf(tests, { no: '_no', from: profileTable(kind) }),
    ),
    ...[...places].flatMap(([name, at]) =>
      passes(values.filter((leaf) => JSON.stringify(leaf.at) === name)).map((some) =>
        valuesOf(at, some, kind),
      ),
    ),
  ];
}

function asksTies(test: Plan): boolean {
  return JSON.stringify(test).includes('"op":"related"');
}

/** What is asked of events for a set; `key` is the same from one moment to the next. */
export interface EventSet {
  readonly place: number;
  readonly key: string;
  readonly name: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Keys do not hold moments, which move on: of sets that differ by these alone, the one that goes back farthest is the first. */
export function describeEvents(leaves: readonly SetLeaf[]): EventSet[] {
  const counts = new Map<string, number>();
  return leaves
    .flatMap((leaf) => (leaf.from === 'events' ? [{ leaf, ...boundsOf(leaf.test) }] : []))
    .toSorted((one, other) => ((one.from ?? '') < (other.from ?? '') ? -1 : 1))
    .map(({ leaf: { place, name, having }, from, to, rest }) => {
      const asked = JSON.stringify([name, rest, having, from !== null, to !== null]);
      const count = counts.get(asked) ?? 0;
      counts.set(asked, count + 1);
      return { place, key: `${count} ${asked}`, name, from, to };
    });
}

/** The statements that find leaves of events: one pass over the events of each name, for many of them; of some customers alone where a table of their entities is named. */
export function findEvents(leaves: readonly SetLeaf[], kind: Kind, changed?: string): SetQuery[] {
  const events = leaves.flatMap((leaf) => (leaf.from === 'events' ? [leaf] : []));
  const names = [...new Set(events.map(({ name }) => name))];
  const all = 'owners WHERE kind = {kind:String}';
  const whose = { kind, owners: `FROM {db}.${changed ?? all}`, some: changed !== undefined };
  return names.flatMap((name) =>
    passes(events.filter((leaf) => leaf.name === name)).map((some) => eventsOf(name, some, whose)),
  );
}

function valuesOf(at: ValuePlace, leaves: readonly ValuesLeaf[], kind: Kind): SetQuery {
  const from = valuesAt(at, '{kind:String}', () => '{value:String}');
  const { sql, parameters } = setsOf(
    leaves.map((leaf) => testOf(leaf, leaf.test)),
    { no: 'profile', from },
  );
  return { sql, parameters: { ...parameters, kind, ...(at.value === undefined ? {} : { value: at.value }) } };
}

function passes<T>(list: readonly T[]): T[][] {
  const count = Math.ceil(list.length / setsOfPass);
  return Array.from({ length: count }, (_, i) => list.slice(i * setsOfPass, (i + 1) * setsOfPass));
}

function testOf({ place }: Pick<SetLeaf, 'place'>, plan: Plan): Test {
  return { place, ...compilePlan(plan, { prefix: `s${place}_` }) };
}

function setsOf(tests: readonly Test[], { no, from }: { no: string; from: string }): SetQuery {
  const sets = tests.map(
    ({ place, sql }) =>
      `(toUInt32(${place}), groupBitmapStateIf(toUInt32(${no}), toUInt8(ifNull(${sql}, 0))))`,
  );
  return {
    sql: `SELECT pair.1, pair.2 FROM (SELECT [${sets.join(',\n')}] AS pairs FROM ${from}) ARRAY JOIN pairs AS pair`,
    parameters: Object.assign({}, ...tests.map(({ parameters }) => parameters)),
  };
}

const fewLeaves = 3;

/** What is added up of events, and under which name a plan asks for it. */
const measures = [
  { of: 'amount', sum: 'sum_amount', mean: 'avg_amount' },
  { of: 'quantity', sum: 'sum_quantity', mean: 'avg_quantity' },
] as const;

function eventsOf(
  name: string,
  leaves: readonly EventsLeaf[],
  { kind, owners, some }: { readonly kind: Kind; readonly owners: string; readonly some: boolean },
): SetQuery {
  const parts = leaves.map(eventsPart);
  // What no condition counts is left out beforehand where that is asked by few of them: the others would be asked twice.
  const counting = parts.length > fewLeaves ? '' : ` AND (${parts.map(({ events }) => events).join(' OR ')})`;
  const since = leaves.map(({ test }) => boundsOf(test).from ?? '').toSorted()[0] ?? '';
  const late = since === '' ? '' : " AND ts >= {since:DateTime('UTC')}";
  const theirs = some ? ` AND entity IN (SELECT entity ${owners})` : '';
  const from = `(
  SELECT profile, ${parts.flatMap(({ added }) => added).join(', ')}
  FROM (
    SELECT entity, ${parts.flatMap(({ counted }) => counted).join(',\n      ')}
    FROM {db}.events WHERE name = {name:String}${late}${theirs}${counting} GROUP BY entity
  ) AS seen
  INNER JOIN (SELECT entity AS owned, profile ${owners}) AS own ON entity = owned
  GROUP BY profile
)`;
  const { sql, parameters } = setsOf(
    parts.map(({ test }) => test),
    { no: 'profile', from },
  );
  return {
    sql,
    parameters: {
      ...parameters,
      ...Object.assign({}, ...parts.map((part) => part.parameters)),
      ...(since === '' ? {} : { since }),
      name,
      kind,
    },
  };
}

/** What one leaf counts of each entity, how that is added up for a customer, and its test of the sums. */
function eventsPart({ place, test, having }: EventsLeaf) {
  const events = compilePlan(test, { prefix: `e${place}_` });
  const asked = JSON.stringify(having);
  const sums = measures.filter(({ sum, mean }) => asked.includes(`"${sum}"`) || asked.includes(`"${mean}"`));
  const times = `times_${place}`;
  const counted = [
    `countIf(${events.sql}) AS n_${place}`,
    ...sums.map(({ of }) => `sumIf(${of}, ${events.sql}) AS ${of}_${place}`),
  ];
  const added = [
    `toFloat64(sum(n_${place})) AS ${times}`,
    ...sums.flatMap(({ of, sum, mean }) => [
      `toFloat64(sum(${of}_${place})) AS ${sum}_${place}`,
      `${sum}_${place} / ${times} AS ${mean}_${place}`,
    ]),
  ];
  const passed = testOf({ place }, renamed(having, place));
  return {
    counted,
    added,
    events: events.sql,
    parameters: events.parameters,
    test: { ...passed, sql: `${times} > 0 AND ${passed.sql}` },
  };
}

/** The plan with the columns of its own leaf. */
function renamed(plan: Plan, place: number): Plan {
  if (plan.op === 'all' || plan.op === 'any')
    return { ...plan, parts: plan.parts.map((part) => renamed(part, place)) };
  if (plan.op === 'not') return { op: 'not', part: renamed(plan.part, place) };
  return plan.op === 'compare' ? { ...plan, column: `${plan.column}_${place}` } : plan;
}

/** A tree as an expression over `sets`, the array of the leaves' sets in the order of their places, everybody's first. */
export function combineSets(tree: SetTree): string {
  switch (tree.op) {
    case 'leaf':
      return setAt(tree.place);
    case 'all':
      return setAt(everybody);
    case 'none':
      return `bitmapAndnot(${setAt(everybody)}, ${setAt(everybody)})`;
    case 'not':
      return `bitmapAndnot(${setAt(everybody)}, ${combineSets(tree.part)})`;
    default: {
      const join = tree.op === 'and' ? 'bitmapAnd' : 'bitmapOr';
      return tree.parts.map(combineSets).reduce((left, right) => `${join}(${left}, ${right})`);
    }
  }
}

function setAt(place: number): string {
  return `sets[${place + 1}]`;
}
