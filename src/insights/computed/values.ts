import { createId, type Caller, type Seer } from '../../access/index.ts';
import type { Field, Kind } from '../../fields/index.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import { readProfileId } from '../../lib/profile-id.ts';
import { insightOf, type KnownValue, listShipped, readComputed, type ReadWorld } from '../../query/index.ts';
import { jsonText, type Operational } from '../../store/operational/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { z } from 'zod';
import { readInterests } from '../habits/interests.ts';
import { computeValue, findFault, forgetValue } from './compute.ts';
import type * as contract from './contract.ts';
import { isZeroBased, valueType } from './measure.ts';
import { previewValue } from './preview.ts';
import { inUse, mayChange, noSuchProfile, noSuchValue, tooMany } from './problems.ts';
import { describeValue } from './sentence.ts';
import { getRow, insertRow, listRows, noteDone, removeRow, updateRow, type ValueRow } from './tables.ts';

const mostValues = 50;

/** What computed values are worked with. */
export interface ValueParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly world: ReadWorld;
  /** The names of the segments whose rules speak of a value. */
  readonly users: (workspace: string, value: string) => Promise<readonly string[]>;
  /** Puts the computation of a value into the queue. */
  readonly compute: (caller: Pick<Caller, 'workspace' | 'id'>, value: string) => Promise<void>;
}

/** Values of customers that a workspace defines: seen by all of it, changed by their owners and administrators. */
export function createValues(parts: ValueParts) {
  const { operational, clock } = parts;
  const find = async ({ workspace }: Pick<Caller, 'workspace'>, id: string): Promise<ValueRow> => {
    const row = await operational.row(getRow, [workspace, id]);
    if (row === undefined) throw noSuchValue(id);
    return row;
  };
  return {
    async list(caller: Caller, kind: Kind): Promise<Output<typeof contract.listComputedValues>> {
      const rows = await operational.rows(listRows, [caller.workspace, kind]);
      return { rows: rows.map((row) => present(row, caller)), all: listAll(knownValues(rows)) };
    },
    async create(caller: Caller, { kind, name, spec }: Parsed<typeof contract.createComputedValue>) {
      const { length } = await operational.rows(listRows, [caller.workspace, null]);
      if (length >= mostValues) throw tooMany(mostValues);
      const id = createId('val', clock());
      const values = [kind, caller.id, caller.name, name, jsonText(spec), clock()];
      const row = await operational.row(insertRow, [caller.workspace, id, ...values]);
      if (row === undefined) throw noSuchValue(id);
      await parts.compute(caller, id);
      return present(row, caller);
    },
    async update(caller: Caller, { id, ...changes }: Parsed<typeof contract.updateComputedValue>) {
      const row = await find(caller, id);
      mayChange(caller, row);
      const { name = row.name, spec = row.spec } = changes;
      const isOther = JSON.stringify(spec) !== JSON.stringify(row.spec);
      const values = [name, jsonText(spec), clock(), isOther];
      const changed = await operational.row(updateRow, [caller.workspace, id, ...values]);
      if (changed === undefined) throw noSuchValue(id);
      if (isOther) await parts.compute(caller, id);
      return present(changed, caller);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      const row = await find(caller, id);
      mayChange(caller, row);
      const users = await parts.users(caller.workspace, id);
      if (users.length > 0) throw inUse(row.name, users);
      await operational.run(removeRow, [caller.workspace, id]);
      await forgetValue(await parts.warehouse(caller.workspace), id);
    },
    async preview(caller: Caller, { kind, spec }: Parsed<typeof contract.previewComputedValue>) {
      const { timeZone } = await parts.world(caller, []);
      const catalogue = await parts.seen(caller, kind);
      const previewed = { kind, spec, catalogue, timeZone, now: clock() };
      return previewValue(await parts.warehouse(caller.workspace), previewed);
    },
    /** Computes all values of a workspace, or one; one that is gone is no fault. */
    async compute(workspace: string, id?: string): Promise<void> {
      const rows = await operational.rows(listRows, [workspace, null]);
      for (const row of rows.filter((one) => id === undefined || one.id === id))
        await computeRow(parts, workspace, row);
    },
    ofProfile: (caller: Caller, id: string) => readOfProfile(parts, caller, id),
  };
}

export type Values = ReturnType<typeof createValues>;

async function computeRow(parts: ValueParts, workspace: string, { id, kind, spec }: ValueRow): Promise<void> {
  const { operational, clock } = parts;
  const started = performance.now();
  const { timeZone } = await parts.world({ workspace, role: null }, []);
  const warehouse = await parts.warehouse(workspace);
  const computing = { kind, spec, timeZone, now: clock() };
  const fault = await findFault(warehouse, spec, computing);
  if (fault !== null) await forgetValue(warehouse, id);
  const customers = fault === null ? await computeValue(warehouse, id, computing) : 0;
  const ms = Math.round(performance.now() - started);
  const done = [computing.now, ms, customers, jsonText(fault), jsonText(spec)];
  await operational.run(noteDone, [workspace, id, ...done]);
}

function present(row: ValueRow, caller: Caller): contract.OwnValue {
  const { id, kind, name, spec, owner, owner_name, computed_at, ms, customers, error } = row;
  return {
    id,
    kind,
    name,
    spec,
    type: valueType(spec),
    sentence: describeValue(spec),
    owner: { id: owner, name: owner_name },
    mine: owner === caller.id,
    computedAt: computed_at,
    ms,
    customers,
    problem: error,
  };
}

function knownValues(rows: readonly ValueRow[]): ReadonlyMap<string, KnownValue> {
  return new Map(
    rows.map(({ id, kind, name, spec }) => [
      id,
      { id, kind, name, type: valueType(spec), zero: isZeroBased(spec) },
    ]),
  );
}

/** Shipped values, then those of the workspace. */
function listAll(own: ReadonlyMap<string, KnownValue>) {
  return [...listShipped(), ...own.keys()].flatMap((key) => {
    const known = insightOf(key, own);
    if (known === undefined) return [];
    const { label, type, names } = known;
    const name = own.get(key)?.name;
    const list = names.map(({ key: one, en, zh }) => ({ key: one, en, zh }));
    return [{ key, label: name === undefined ? label : { en: name, zh: name }, type, names: list }];
  });
}

/** The values that a workspace computes of its customers, for rules that name them. */
export async function readValues(
  operational: Operational,
  workspace: string,
): Promise<ReadonlyMap<string, KnownValue>> {
  return knownValues(await operational.rows(listRows, [workspace, null]));
}

async function readOfProfile(
  { operational, ...parts }: ValueParts,
  { workspace }: Caller,
  id: string,
): Promise<Output<typeof contract.getProfileValues>> {
  const read = readProfileId(id);
  const warehouse = await parts.warehouse(workspace);
  if (read === undefined || !(await isThere(warehouse, read))) throw noSuchProfile(id);
  const { kind, no } = read;
  const own = knownValues(await operational.rows(listRows, [workspace, kind]));
  const rows = await Promise.all(
    listAll(own).map(async (one) => {
      const known = insightOf(one.key, own);
      const found = known && (await readComputed(warehouse, { kind, known, numbers: [no] })).get(no);
      return found === undefined || found === null ? [] : [{ ...one, value: found }];
    }),
  );
  return { rows: rows.flat(), interests: await readInterests(warehouse, kind, no) };
}

/** Whether the workspace has a profile. */
export async function isThere(
  warehouse: Warehouse,
  { kind, no }: { kind: Kind; no: number },
): Promise<boolean> {
  const row = z.object({ n: z.coerce.number() });
  const sql = `SELECT count() AS n FROM {db}.profiles_${kind} WHERE _no = {no:UInt32}`;
  const there = await warehouse.row(statement({ name: 'computed.there', sql, row }), { no });
  return (there?.n ?? 0) > 0;
}
