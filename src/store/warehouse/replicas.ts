/** By the table's own id: a path by name would be copied with `CREATE TABLE … AS`, and two tables cannot share one. */
const path = '/clickhouse/tables/{uuid}/{shard}';

/** The engine of a table that every server of a cluster keeps a copy of: `ReplicatedMergeTree('…', '{replica}')`. */
export function replicatedEngine(family: string, options?: string): string {
  return `Replicated${family}('${path}', '{replica}'${options === undefined ? '' : `, ${options}`})`;
}

/**
 * A setting of replicated tables, which else drop an insert of rows that have come before: a publication that was cut
 * off is repeated after its first half was taken out.
 */
export const replicatedSettings = 'replicated_deduplication_window = 0';

/** The same engine, with its order and settings, for a table on one server. */
export function withoutReplicas(engine: string): string {
  return engine
    .replace(/^Replicated(\w*MergeTree)\('[^']*', '[^']*'(?:, )?/, '$1(')
    .replace(new RegExp(`(?:, )?${replicatedSettings}`), '')
    .replace(/ SETTINGS *,? */, ' SETTINGS ')
    .replace(/ SETTINGS $/, '');
}
