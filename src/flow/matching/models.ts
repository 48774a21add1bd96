import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { comparatorNames, usualBands, type MatchModel } from '../../identity/index.ts';
import { jsonText, statement, type Operational } from '../../store/operational/index.ts';

const model = z.object({
  lambda: z.number(),
  attributes: z.array(
    z.object({
      key: z.string(),
      comparator: z.enum(comparatorNames),
      levels: z.array(z.object({ level: z.string(), m: z.number(), u: z.number() })),
      beside: z.object({ keys: z.array(z.string()), u: z.array(z.number()) }).optional(),
    }),
  ),
});

const modelRow = z.object({
  version: z.coerce.number(),
  model,
  profiles: z.coerce.number(),
  labels: z.coerce.number(),
  created_by: z.string(),
  created_at: z.date().transform((date) => date.toISOString()),
});
export type ModelRow = z.output<typeof modelRow>;
const modelColumns = 'version, model, profiles, labels, created_by, created_at';

const indexRow = z.object({
  prefix: z.string(),
  attributes: z.array(z.string()),
  rules: z.array(z.string()),
  profiles: z.coerce.number(),
  seen: z.coerce.number(),
});
/** What is kept of a scan; `attributes` are named in the order of their grades. */
export type IndexRow = z.output<typeof indexRow>;

const none = z.unknown();
const statements = {
  models: statement({
    name: 'matching.models.list',
    sql: `SELECT ${modelColumns} FROM match_models WHERE workspace = $1 AND kind = $2 ORDER BY version DESC LIMIT $3`,
    row: modelRow,
  }),
  addModel: statement({
    name: 'matching.models.add',
    sql: `INSERT INTO match_models (workspace, kind, version, model, profiles, labels, created_by, created_at)
      SELECT $1, $2, coalesce(max(version), 0) + 1, $3::jsonb, $4, $5, $6, $7 FROM match_models WHERE workspace = $1 AND kind = $2
      RETURNING ${modelColumns}`,
    row: modelRow,
  }),
  bands: statement({
    name: 'matching.bands.get',
    sql: 'SELECT join_at, review_at FROM match_bands WHERE workspace = $1 AND kind = $2',
    row: z.object({ join_at: z.number(), review_at: z.number() }),
  }),
  setBands: statement({
    name: 'matching.bands.set',
    sql: `INSERT INTO match_bands (workspace, kind, join_at, review_at, changed_by, changed_at) VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (workspace, kind) DO UPDATE SET join_at = excluded.join_at, review_at = excluded.review_at, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
    row: none,
  }),
  index: statement({
    name: 'matching.indexes.get',
    sql: 'SELECT prefix, attributes, rules, profiles, seen FROM match_indexes WHERE workspace = $1 AND kind = $2',
    row: indexRow,
  }),
  putIndex: statement({
    name: 'matching.indexes.put',
    sql: `INSERT INTO match_indexes (workspace, kind, prefix, attributes, rules, profiles, seen) VALUES ($1, $2, $3, $4::jsonb, $5::jsonb, $6, $7)
      ON CONFLICT (workspace, kind) DO UPDATE SET prefix = excluded.prefix, attributes = excluded.attributes, rules = excluded.rules, profiles = excluded.profiles, seen = excluded.seen`,
    row: none,
  }),
  setSeen: statement({
    name: 'matching.indexes.seen',
    sql: 'UPDATE match_indexes SET seen = $4 WHERE workspace = $1 AND kind = $2 AND prefix = $3',
    row: none,
  }),
};

/** What a scan learnt: of so many profiles, and so many words of people; `by` whom it was asked for. */
interface Learnt {
  readonly model: MatchModel;
  readonly profiles: number;
  readonly labels: number;
  readonly by: string;
}

/** From which probability on pairs are to be joined, and to be looked at. */
interface MatchBands {
  readonly joinAt: number;
  readonly reviewAt: number;
}

/** The saved models of a workspace, and what the warehouse keeps by them. */
export function openMatchModels(operational: Operational, workspace: string, clock: () => Date) {
  return {
    /** The newest first. */
    list: (kind: Kind, limit: number): Promise<ModelRow[]> =>
      operational.rows(statements.models, [workspace, kind, limit]),
    async latest(kind: Kind): Promise<ModelRow | undefined> {
      return (await operational.rows(statements.models, [workspace, kind, 1]))[0];
    },
    /**
     * Keeps where the tables of a scan are and, where it learnt a model, a version of it, both at once: a scan that was cut
     * off behind here and goes on has kept them. Answers the version that it went by.
     */
    keep: (kind: Kind, index: IndexRow, learnt: Learnt | null): Promise<number> =>
      operational.transaction(async (runner) => {
        const [latest] = await runner.rows(statements.models, [workspace, kind, 1]);
        const kept = await runner.row(statements.index, [workspace, kind]);
        const isNew = learnt !== null && kept?.prefix !== index.prefix;
        const said = isNew
          ? [jsonText(learnt.model), learnt.profiles, learnt.labels, learnt.by, clock()]
          : [];
        const model = isNew ? await runner.row(statements.addModel, [workspace, kind, ...said]) : latest;
        const { prefix, attributes, rules, profiles, seen } = index;
        const place = [prefix, jsonText(attributes), jsonText(rules), profiles, seen];
        await runner.run(statements.putIndex, [workspace, kind, ...place]);
        return model?.version ?? 0;
      }),
    async bands(kind: Kind): Promise<MatchBands> {
      const row = await operational.row(statements.bands, [workspace, kind]);
      return row === undefined ? usualBands : { joinAt: row.join_at, reviewAt: row.review_at };
    },
    async setBands(kind: Kind, { joinAt, reviewAt }: MatchBands, by: string): Promise<void> {
      await operational.run(statements.setBands, [workspace, kind, joinAt, reviewAt, by, clock()]);
    },
    index: (kind: Kind): Promise<IndexRow | undefined> =>
      operational.row(statements.index, [workspace, kind]),
    async setSeen(kind: Kind, prefix: string, seen: number): Promise<void> {
      await operational.run(statements.setSeen, [workspace, kind, prefix, seen]);
    },
  };
}
