import { z } from 'zod';

import type { Parsed } from '../../lib/endpoint.ts';
import { pathId, pathsSql } from '../../query/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { pathNotices } from '../notices.ts';
import type { getPaths, PathNode, PathsAnswer } from './contract.ts';

type Asked = Parsed<typeof getPaths>;

const number = z.coerce.number();
/** Steps below one step that stand for themselves; the others are its rest. */
const mostBelow = 5;
/** What fewer of those who began went through is not shown by itself. */
const leastShare = 0.005;
const mostNodes = 400;
/** Bounds of a period that is open at one end. */
const open = { from: '1970-01-01', to: '2100-01-01' } as const;

const names = statement({
  name: 'insights.paths.names',
  sql: `SELECT DISTINCT toString(name) AS event, ${pathId('name', '{start:String}')} AS id FROM {db}.events`,
  row: z.object({ event: z.string(), id: number }),
});

function countingSql({ direction, days, depth, except }: Asked): string {
  const paths = pathsSql({
    kind: '{kind:String}',
    starts: `name = {start:String} AND ts >= toDateTime64({from:String}, 3, {zone:String}) AND ts < toDateTime64({until:String}, 3, {zone:String})`,
    start: '{start:String}',
    except: except.length === 0 ? null : '{except:Array(String)}',
    only: '',
    before: direction === 'before',
    days,
    most: depth + 2,
  });
  // A path counts for each of its beginnings; whoever did no more than one of these ended there.
  return `SELECT steps, customers, ended FROM (
    SELECT arraySlice(path, 1, length) AS steps, count() AS customers, countIf(length(path) = length) AS ended,
      max(count()) OVER () AS began
    FROM (${paths}) AS paths ARRAY JOIN range(1, least(length(path), ${depth + 1}) + 1) AS length
    GROUP BY steps
  ) WHERE customers >= began * ${leastShare} ORDER BY length(steps), customers DESC, steps LIMIT ${mostNodes}`;
}

const found = z.object({ steps: z.array(number), customers: number, ended: number });
type Found = z.output<typeof found>;

/** The steps that are shown: the most frequent below each that is. */
function chooseShown(rows: readonly Found[]): Map<string, Found[]> {
  const below = new Map<string, Found[]>();
  const shown = new Set<string>(['']);
  for (const row of rows) {
    const above = row.steps.slice(0, -1).join('.');
    const siblings = below.get(above) ?? [];
    if (!shown.has(above) || siblings.length >= mostBelow) continue;
    below.set(above, [...siblings, row]);
    shown.add(row.steps.join('.'));
  }
  return below;
}

interface Naming {
  readonly asked: Asked;
  readonly name: (id: number) => string;
  readonly below: ReadonlyMap<string, readonly Found[]>;
}

/** The rule of those who went this way. */
function ruleOf({ steps }: Found, { asked, name }: Naming) {
  const { days, from, to, direction, except } = asked;
  return {
    path: steps.map(name),
    days,
    ...(from === null && to === null ? {} : { between: [from ?? open.from, to ?? open.to] }),
    ...(direction === 'before' ? { before: true } : {}),
    ...(except.length === 0 ? {} : { except }),
  };
}

function showNode(row: Found, naming: Naming): PathNode {
  const below = naming.below.get(row.steps.join('.')) ?? [];
  const rule = ruleOf(row, naming);
  const ended = { ...rule, ends: true };
  const others = [ended, ...below.map((one) => ruleOf(one, naming))];
  return {
    path: rule.path,
    customers: row.customers,
    rule,
    ended: row.ended,
    endedRule: ended,
    rest: below.reduce((sum, one) => sum - one.customers, row.customers - row.ended),
    restRule: { all: [rule, ...others.map((not) => ({ not }))] },
  };
}

/** What customers did after an event or before it, as a tree of steps; what few did is the rest of its step. */
export async function readPaths(
  warehouse: Warehouse,
  { asked, timeZone }: { readonly asked: Asked; readonly timeZone: string },
): Promise<PathsAnswer> {
  const { kind, event, from, to, except } = asked;
  const until = new Date(Date.parse(to ?? open.to) + 86_400_000).toISOString().slice(0, 10);
  const counting = statement({ name: 'insights.paths', sql: countingSql(asked), row: found });
  const parameters = { kind, start: event, zone: timeZone, from: from ?? open.from, until, except };
  const [rows, named] = await Promise.all([
    warehouse.rows(counting, parameters),
    warehouse.rows(names, { start: event }),
  ]);
  const byId = new Map(named.map((one) => [one.id, one.event]));
  const below = chooseShown(rows);
  const naming = { asked, below, name: (id: number) => (id === 0 ? event : (byId.get(id) ?? '')) };
  const nodes = [...below.values()].flat().map((row) => showNode(row, naming));
  return {
    customers: nodes[0]?.customers ?? 0,
    nodes,
    notice: nodes.length === 0 ? pathNotices.nobody() : null,
  };
}
