import { z } from 'zod';

import type { Seer } from '../access/index.ts';
import { hasValue, isList, kinds, type Field, type Kind } from '../fields/index.ts';
import { knownColumns } from '../records/index.ts';
import type { Source, SourceDesk, SourceQuality } from '../sources/index.ts';
import { quoteName, statement, type Warehouse } from '../store/warehouse/index.ts';
import type { House } from './house.ts';

type FieldQuality = SourceQuality['fields'][number];

/** So many profiles are compared with what their sources say; of more, one in some is. */
const mostCompared = 100_000;

const number = z.coerce.number();
const numbers = z.array(number);

interface Asked {
  readonly warehouse: Warehouse;
  readonly kind: Kind;
  readonly source: string;
  readonly fields: readonly Field[];
}

/** Records, and for each field those that state it. */
async function countFilled({ warehouse, kind, source, fields }: Asked) {
  const filled = fields.map((field) => `countIf(${hasValue(field, quoteName(field.key))})`);
  const row = await warehouse.row(
    statement({
      name: 'flow.quality.filled',
      sql: `SELECT count() AS records, [${filled.join(', ')}]::Array(UInt64) AS filled FROM {db}.facts_${kind} WHERE _source = {source:String}`,
      row: z.object({ records: number, filled: numbers }),
    }),
    { source },
  );
  return row ?? { records: 0, filled: [] };
}

async function countInvalid({ warehouse, kind, source }: Asked): Promise<ReadonlyMap<string, number>> {
  const rows = await warehouse.rows(
    statement({
      name: 'flow.quality.invalid',
      sql: `SELECT field, count() AS n FROM {db}.facts_${kind} ARRAY JOIN _invalid AS field WHERE _source = {source:String} GROUP BY field`,
      row: z.object({ field: z.string(), n: number }),
    }),
    { source },
  );
  return new Map(rows.map(({ field, n }) => [field, n]));
}

async function countDays({ warehouse, kind, source }: Asked) {
  return warehouse.rows(
    statement({
      name: 'flow.quality.days',
      sql: `SELECT toString(toDate(b.received_at)) AS day, sum(f.n) AS records
      FROM (SELECT _batch, count() AS n FROM {db}.facts_${kind} WHERE _source = {source:String} GROUP BY _batch) AS f
      INNER JOIN (SELECT batch, received_at FROM {db}.batches FINAL) AS b ON f._batch = b.batch
      GROUP BY day ORDER BY day`,
      row: z.object({ day: z.string(), records: number }),
    }),
    { source },
  );
}

async function countProfiles({ warehouse, kind, source }: Asked) {
  const row = await warehouse.row(
    statement({
      name: 'flow.quality.profiles',
      sql: `SELECT countIf(has(_sources, {source:String})) AS profiles, countIf(_sources = [{source:String}]) AS only FROM {db}.profiles_${kind}`,
      row: z.object({ profiles: number, only: number }),
    }),
    { source },
  );
  return row ?? { profiles: 0, only: 0 };
}

/** For each field: profiles for which this source and another state it, and those that show what this source says. */
async function countWins(asked: Asked, step: number): Promise<{ shared: number[]; wins: number[] }> {
  const { warehouse, kind, source, fields } = asked;
  const columns = fields.map(({ key }) => quoteName(key));
  const stated = fields.map((field, at) => `${hasValue(field, `f.${columns[at] ?? ''}`)} AS has_${at}`);
  const same = fields.map((field, at) => {
    const column = columns[at] ?? '';
    const equal = isList(field) ? `has(f.${column}, p.${column}[1])` : `f.${column} = p.${column}`;
    return `has_${at} AND ifNull(${equal}, 0) AS same_${at}`;
  });
  const folded = fields.map(
    (_field, at) =>
      `max(mine AND has_${at}) AS own_${at}, max(NOT mine AND has_${at}) AS other_${at}, max(mine AND same_${at}) AS wins_${at}`,
  );
  const row = await warehouse.row(
    statement({
      name: 'flow.quality.wins',
      sql: `WITH p AS (SELECT _no, ${columns.join(', ')} FROM {db}.profiles_${kind}
        WHERE has(_sources, {source:String}) AND length(_sources) > 1 AND cityHash64(_no) % {step:UInt32} = 0),
      m AS (SELECT profile, no FROM {db}.links_${kind} WHERE profile IN (SELECT _no FROM p) UNION ALL SELECT _no AS profile, _no AS no FROM p)
      SELECT [${fields.map((_field, at) => `countIf(own_${at} AND other_${at})`).join(', ')}]::Array(UInt64) AS shared,
        [${fields.map((_field, at) => `countIf(own_${at} AND other_${at} AND wins_${at})`).join(', ')}]::Array(UInt64) AS wins
      FROM (
        SELECT profile, ${folded.join(', ')} FROM (
          SELECT m.profile AS profile, f._source = {source:String} AS mine, ${stated.join(', ')}, ${same.join(', ')}
          FROM (SELECT _no, _source, ${columns.join(', ')} FROM {db}.facts_${kind} WHERE _no IN (SELECT no FROM m)) AS f
          INNER JOIN m ON m.no = f._no
          INNER JOIN p ON p._no = m.profile
        ) GROUP BY profile
      )`,
      row: z.object({ shared: numbers, wins: numbers }),
    }),
    { source, step },
  );
  return row ?? { shared: [], wins: [] };
}

/** All of one kind. */
async function countKind(asked: Asked) {
  const [filled, invalid, days, profiles] = [
    await countFilled(asked),
    await countInvalid(asked),
    await countDays(asked),
    await countProfiles(asked),
  ];
  const step = Math.max(1, Math.ceil((profiles.profiles - profiles.only) / mostCompared));
  const stated = asked.fields.filter((_field, at) => (filled.filled[at] ?? 0) > 0);
  const { shared, wins } =
    stated.length === 0 || profiles.profiles === profiles.only
      ? { shared: [], wins: [] }
      : await countWins({ ...asked, fields: stated }, step);
  const fields = asked.fields.flatMap((field, at): FieldQuality[] => {
    const count = filled.filled[at] ?? 0;
    const place = stated.indexOf(field);
    if (place < 0) return [];
    return [
      {
        kind: asked.kind,
        field: field.key,
        records: filled.records,
        filled: count,
        invalid: invalid.get(field.key) ?? 0,
        shared: shared[place] ?? 0,
        wins: wins[place] ?? 0,
      },
    ];
  });
  return { records: filled.records, days, ...profiles, step, fields };
}

async function countQuality(house: House, workspace: string, source: string): Promise<SourceQuality> {
  const warehouse = await house.warehouse(workspace);
  const parts: Awaited<ReturnType<typeof countKind>>[] = [];
  for (const kind of kinds) {
    const known = await knownColumns(warehouse, `facts_${kind}`);
    const fields = (await house.fields(workspace, kind)).filter(({ key }) => known.has(key));
    parts.push(await countKind({ warehouse, kind, source, fields }));
  }
  const sum = (key: 'records' | 'profiles' | 'only') => parts.reduce((total, part) => total + part[key], 0);
  const days = new Map<string, number>();
  for (const { day, records } of parts.flatMap((part) => part.days))
    days.set(day, (days.get(day) ?? 0) + records);
  const step = Math.max(...parts.map((part) => part.step));
  return {
    countedAt: house.clock().toISOString(),
    records: sum('records'),
    profiles: sum('profiles'),
    only: sum('only'),
    days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, records]) => ({ day, records })),
    fields: parts.flatMap((part) => part.fields),
    sample: step === 1 ? null : step,
  };
}

/** What tells that facts or profiles have changed since they were counted. */
async function markOf(warehouse: Warehouse): Promise<string> {
  const marks = kinds.flatMap((kind) => [
    `(SELECT (count(), max(_batch)) FROM {db}.facts_${kind})`,
    `(SELECT (count(), max(_updated), max(_batch)) FROM {db}.profiles_${kind})`,
  ]);
  const row = await warehouse.row(
    statement({
      name: 'flow.quality.mark',
      sql: `SELECT toString(tuple(${marks.join(', ')})) AS mark`,
      row: z.object({ mark: z.string() }),
    }),
  );
  return row?.mark ?? '';
}

interface Counted {
  readonly mark: string;
  readonly work: Promise<SourceQuality>;
  quality: SourceQuality | null;
}

const mostKept = 200;
/** What takes longer is shown when it is there. */
const patienceMs = 800;

/** The count as somebody sees it: without the fields that are hidden from them. */
async function seeQuality(house: House, seer: Seer, quality: SourceQuality): Promise<SourceQuality> {
  const seen = new Map<Kind, ReadonlySet<string>>();
  for (const kind of kinds) seen.set(kind, new Set((await house.seen(seer, kind)).map(({ key }) => key)));
  return { ...quality, fields: quality.fields.filter(({ kind, field }) => seen.get(kind)?.has(field)) };
}

/** Counts the quality of sources, at most once for each state of the data; what takes long goes on in the background. */
export function openSourceQuality(house: House) {
  const kept = new Map<string, Counted>();
  const begin = (workspace: string, source: string, mark: string): Counted => {
    const key = `${workspace} ${source}`;
    const counted: Counted = {
      mark,
      work: countQuality(house, workspace, source),
      quality: kept.get(key)?.quality ?? null,
    };
    counted.work.then(
      (quality) => {
        counted.quality = quality;
      },
      () => kept.delete(key),
    );
    if (kept.size >= mostKept) kept.clear();
    kept.set(key, counted);
    return counted;
  };
  return async (seer: Seer, { name }: Source): ReturnType<SourceDesk['quality']> => {
    const { workspace } = seer;
    const mark = await markOf(await house.warehouse(workspace));
    const known = kept.get(`${workspace} ${name}`);
    const counted = known?.mark === mark ? known : begin(workspace, name, mark);
    const patience = new Promise<null>((resolve) => setTimeout(resolve, patienceMs, null));
    const quality = await Promise.race([counted.work, patience]);
    const shown = quality ?? counted.quality;
    return {
      counting: quality === null,
      quality: shown === null ? null : await seeQuality(house, seer, shown),
    };
  };
}
