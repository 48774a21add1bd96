import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import { presentField, type Kind } from '../../fields/index.ts';
import { profileId, recordId } from '../../lib/profile-id.ts';
import { isBehind, type TimelinePart } from '../../profiles/index.ts';
import { knownColumns } from '../../records/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import type { ChangeRow } from './change-tables.ts';
import { openMatchStore } from './tables.ts';

/** Decisions of one profile that are looked at, the newest; records of one decision that are named. */
const mostDecisions = 500;
const named = 5;
/** Records of a profile by which decisions are looked up. */
const mostRecords = 5_000;

const decidedRow = z.object({
  change: z.string(),
  others: z.array(z.coerce.number()),
  count: z.coerce.number(),
});
const factRow = z.looseObject({ _no: z.coerce.number(), _source: z.string() });

type Entry = Awaited<ReturnType<TimelinePart['read']>>[number];
type Other = { record: string; profile: string; source: string; name: string };

/** Decisions about who is who, as a part of a profile's timeline: what was joined or kept apart, and what was taken back. */
export function matchPart(house: House): TimelinePart {
  return {
    name: 'matching',
    kinds: ['joined', 'apart', 'parted'],
    async read({ caller, place: { kind, numbers }, before, limit }) {
      const warehouse = await house.warehouse(caller.workspace);
      const decided = await readDecided(warehouse, kind, numbers);
      if (decided.length === 0) return [];
      const store = openMatchStore(house.operational, caller.workspace, house.clock);
      const changes = new Map(
        (await store.changesOf(decided.map(({ change }) => change))).map((row) => [row.id, row]),
      );
      const told = await tellRecords(house, caller, {
        kind,
        numbers: [...new Set(decided.flatMap(({ others }) => others))],
      });
      return decided
        .flatMap(({ change, others, count }) => {
          const row = changes.get(change);
          const shown = others.flatMap((no) => told.get(no) ?? []);
          return row === undefined ? [] : entriesOf(row, { shown, more: count - shown.length });
        })
        .filter((entry) => isBehind(entry, before))
        .toSorted((a, b) => (isBehind(a, b) ? 1 : -1))
        .slice(0, limit);
    },
  };
}

async function readDecided(warehouse: Warehouse, kind: Kind, numbers: readonly number[]) {
  return warehouse.rows(
    statement({
      name: 'flow.matching.decided',
      sql: `SELECT change, arraySort(groupUniqArray(${named})(other)) AS others, uniqExact(other) AS count
      FROM {db}.decided_${kind} WHERE no IN {numbers:Array(UInt32)} GROUP BY change ORDER BY change DESC LIMIT ${mostDecisions}`,
      row: decidedRow,
    }),
    { numbers: numbers.slice(0, mostRecords) },
  );
}

/** What records call themselves, as somebody sees it, and which source they are of; those that were taken back are left out. */
async function tellRecords(
  house: House,
  caller: Caller,
  { kind, numbers }: { kind: Kind; numbers: readonly number[] },
): Promise<ReadonlyMap<number, Other>> {
  const warehouse = await house.warehouse(caller.workspace);
  const known = await knownColumns(warehouse, `facts_${kind}`);
  const field = (await house.seen(caller, kind)).find(({ key }) => key === 'name' && known.has(key));
  const rows = await warehouse.rows(
    statement({
      name: 'flow.matching.decided.records',
      sql: `SELECT _no, _source${field === undefined ? '' : ', name'} FROM {db}.facts_${kind} WHERE _no IN {numbers:Array(UInt32)}`,
      row: factRow,
    }),
    { numbers: [...numbers] },
  );
  return new Map(
    rows.map((row) => {
      const name = field === undefined ? '' : presentField(field, row);
      const place = { record: recordId(row._no), profile: profileId(kind, row._no) };
      return [row._no, { ...place, source: row._source, name: typeof name === 'string' ? name : '' }];
    }),
  );
}

function entriesOf(row: ChangeRow, others: { shown: readonly Other[]; more: number }): Entry[] {
  const { id, does, run, counted: pairs, author, author_name: name, undone_at: undoneAt } = row;
  const details = { run, pairs, ...others, undone: undoneAt !== null };
  const kind = does === 'join' ? 'joined' : 'apart';
  const made = { kind, id, at: row.created_at, actor: { id: author, name }, text: '', details };
  if (undoneAt === null) return [made];
  const by = row.undone_by === null ? null : { id: row.undone_by, name: row.undone_by_name ?? '' };
  return [made, { ...made, kind: 'parted', id: `${id}:undone`, at: undoneAt, actor: by, text: does }];
}
