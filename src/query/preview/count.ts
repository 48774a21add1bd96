import { z } from 'zod';

import type { Output } from '../../lib/endpoint.ts';
import { knownColumns } from '../../records/index.ts';
import { promptSettings, statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { Among } from '../plan.ts';
import { compileRule, runQuery } from '../query.ts';
import { profileTable, type RuleContext } from '../request.ts';
import type { Rule } from '../rule/types.ts';
import type { previewQuery } from './contract.ts';
import { estimateShare } from './estimate.ts';

/** A rule that is being written. */
export interface Previewed extends RuleContext {
  readonly rule: Rule;
  readonly signal?: AbortSignal | undefined;
  /** About so many customers are asked; 20,000 when not said. */
  readonly sample?: number;
}

/** Customers with neighbouring numbers are asked together, since what happened with them lies together. */
const blockSize = 64;
const usualSample = 20_000;
/** Of fewer than so many times the sample all are asked. */
const worthwhile = 5;

const countRow = z.object({ n: z.coerce.number() });
const blockRow = z.object({ block: z.coerce.number(), n: z.coerce.number() });

async function countProfiles(warehouse: Warehouse, kind: Previewed['kind']): Promise<number> {
  const all = statement({
    name: 'preview.all',
    sql: `SELECT count() AS n FROM ${profileTable(kind)}`,
    row: countRow,
  });
  return (await warehouse.row(all))?.n ?? 0;
}

/**
 * Which customers are asked, the same ones each time: of so many neighbouring blocks one, so that those who came early and late
 * have their share. Undefined where all can be asked.
 */
export async function sampleOf(
  warehouse: Warehouse,
  { kind, sample = usualSample }: Pick<Previewed, 'kind' | 'sample'>,
): Promise<{ readonly customers: number; readonly among: Among | undefined }> {
  const customers = await countProfiles(warehouse, kind);
  const every = Math.floor(customers / sample);
  if (every < worthwhile) return { customers, among: undefined };
  const among = (profile: string) => {
    const block = `intDiv(${profile}, ${blockSize})`;
    return `${block} % ${every} = cityHash64(intDiv(${block}, ${every})) % ${every}`;
  };
  return { customers, among };
}

/** How many a rule fits: exactly where there are few customers, else by asking some of them. Throws `rule.*`. */
export async function previewCount(
  warehouse: Warehouse,
  request: Previewed,
): Promise<Output<typeof previewQuery>> {
  const started = performance.now();
  const took = () => Math.round(performance.now() - started);
  const { customers, among } = await sampleOf(warehouse, request);
  if (among === undefined) {
    const total = (await runQuery(warehouse, { ...request, limit: 0 })).total ?? 0;
    return { total, low: total, high: total, exact: true, asked: customers, ms: took() };
  }
  const blocks = await readBlocks(warehouse, request, among);
  const fit = blocks.reduce((sum, block) => sum + block.fit, 0);
  const asked = blocks.reduce((sum, block) => sum + block.customers, 0);
  const { share, low, high } = estimateShare(blocks);
  return {
    total: Math.round(share * customers),
    low: Math.max(fit, Math.floor(low * customers)),
    high: Math.min(customers - (asked - fit), Math.ceil(high * customers)),
    exact: false,
    asked,
    ms: took(),
  };
}

async function readBlocks(warehouse: Warehouse, { signal, ...request }: Previewed, among: Among) {
  const columns = await knownColumns(warehouse, `profiles_${request.kind}`);
  const condition = compileRule(request.rule, { ...request, columns, among });
  const ask = (name: string, more: string) =>
    statement({
      name,
      sql: `SELECT intDiv(_no, ${blockSize}) AS block, count() AS n FROM ${profileTable(request.kind)}
WHERE ${among('_no')}${more} GROUP BY block`,
      row: blockRow,
      settings: promptSettings,
    });
  const [all, fit] = await Promise.all([
    warehouse.rows(ask('preview.blocks', ''), {}, signal),
    warehouse.rows(ask('preview.fit', `\n  AND ${condition.sql}`), condition.parameters, signal),
  ]);
  const counts = new Map(fit.map(({ block, n }) => [block, n]));
  return all.map(({ block, n }) => ({ customers: n, fit: counts.get(block) ?? 0 }));
}
