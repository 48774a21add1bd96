import type { Caller, Seer } from '../access/index.ts';
import { kinds, type Field, type Kind } from '../fields/index.ts';
import { compileRule, mayAsk, parseRule, type ReadWorld } from '../query/index.ts';
import { knownColumns } from '../records/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import type { Segment } from './contract.ts';
import { noSuchSegment, notForYou } from './problems.ts';
import { readNumbers } from './readings.ts';
import { getRow, type SegmentRow } from './tables.ts';

/** What the room works with. */
export interface SegmentParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly world: ReadWorld;
  /** Puts a refresh into the queue. */
  readonly refresh: (caller: Pick<Caller, 'workspace' | 'id'>) => Promise<{ job: string }>;
}

/** How a caller sees segments: as far as the fields that their rules ask about may be asked about. */
export function openSight(parts: SegmentParts) {
  const { operational, clock } = parts;
  const catalogues = async (caller: Caller) => {
    const pairs = await Promise.all(
      kinds.map(async (kind) => [kind, await parts.seen(caller, kind)] as const),
    );
    return new Map<Kind, readonly Field[]>(pairs);
  };
  /** Those whose rules the caller may ask. */
  const openTo = async (caller: Caller, rows: readonly SegmentRow[]) => {
    const seen = await catalogues(caller);
    const world = await parts.world(
      caller,
      rows.map(({ rule }) => rule),
    );
    return rows.filter((row) => mayAsk(row, seen.get(row.kind) ?? [], world));
  };
  const show = async (caller: Caller, rows: readonly SegmentRow[]): Promise<Segment[]> => {
    const open = new Set((await openTo(caller, rows)).map(({ id }) => id));
    const numbers = await readNumbers(await parts.warehouse(caller.workspace), [...open]);
    return rows.map((row) => ({
      ...present(row, caller),
      ...(open.has(row.id) ? openPart(row, numbers) : closedPart(row)),
    }));
  };
  const find = async (caller: Caller, id: string): Promise<SegmentRow> => {
    const row = await operational.row(getRow, [caller.workspace, id]);
    if (row === undefined) throw noSuchSegment(id);
    return row;
  };
  const check = async (caller: Caller, rule: unknown, { kind, inside }: Checked): Promise<void> => {
    const catalogue = await parts.seen(caller, kind);
    const columns = await knownColumns(await parts.warehouse(caller.workspace), `profiles_${kind}`);
    const world = await parts.world(caller, rule);
    compileRule(parseRule(rule), { ...world, kind, catalogue, now: clock(), columns, inside });
  };
  const showOne = async (caller: Caller, row: SegmentRow | undefined, id: string) => {
    const [shown] = row === undefined ? [] : await show(caller, [row]);
    if (shown === undefined) throw noSuchSegment(id);
    return shown;
  };
  /** Refuses where the caller may not ask the rule of a segment, or there is no such segment. */
  const guard = async (caller: Caller, id: string): Promise<void> => {
    const row = await find(caller, id);
    if ((await openTo(caller, [row])).length === 0) throw notForYou(row.name);
  };
  return { openTo, show, showOne, find, check, guard };
}

/** For which kind a rule is, and whose segment's it is: it must not lead back to it. */
interface Checked {
  readonly kind: Kind;
  readonly inside: readonly string[];
}

function present(row: SegmentRow, caller: Caller) {
  const { id, kind, name, description, folder, fixed, owner, owner_name } = row;
  return {
    id,
    kind,
    name,
    description,
    folder,
    fixed,
    owner: { id: owner, name: owner_name },
    mine: owner === caller.id,
  };
}

/** Until the rule has been asked once, the members of a former one are nobody's business. */
function openPart(row: SegmentRow, numbers: Awaited<ReturnType<typeof readNumbers>>) {
  const { size, history } = numbers(row.id);
  const { rule, refreshed_at, ms, error } = row;
  return {
    rule,
    size: refreshed_at === null ? null : size,
    history,
    refreshedAt: refreshed_at,
    ms,
    problem: error,
  };
}

function closedPart({ error }: SegmentRow) {
  const problem = error ?? {
    en: 'The rule asks about fields that your role may not ask about; so neither it nor its numbers are shown.',
    zh: '该规则涉及你的角色无权查询的字段，因此不显示规则和数字。',
  };
  return { rule: null, size: null, history: [], refreshedAt: null, ms: null, problem };
}
