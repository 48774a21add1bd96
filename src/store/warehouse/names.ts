import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { WarehouseEngine } from './engine.ts';
import { replicatedEngine } from './replicas.ts';
import { quoteText } from './statement.ts';

/** Where texts that mean a code (places, industries) are looked up; the same for all workspaces, and nobody's data. */
const database = 'clientele';

/** An expression for the code of a text, 0 where it means none; UInt32. */
export function lookUpName(expression: string): string {
  return `dictGetOrDefault('${database}.name_codes', 'code', ${expression}, toUInt32(0))`;
}

const versionRow = z.object({ version: z.coerce.number() });

/**
 * Loads the texts and codes into a dictionary of the warehouse, where they are not there yet. As constants in each
 * statement they would cost seconds to parse; as a dictionary a look-up takes a tenth of a microsecond.
 */
export async function loadNames(
  engine: WarehouseEngine,
  names: ReadonlyMap<string, number>,
  login: { user: string; password: string } | null,
): Promise<void> {
  const act = (sql: string) => engine.act({ sql, parameters: {}, lane: 'bulk' });
  const on = engine.cluster === null ? '' : ` ON CLUSTER \`${engine.cluster}\``;
  const family = engine.cluster === null ? 'MergeTree' : replicatedEngine('MergeTree');
  const entries = [...names];
  const version = createHash('sha256').update(JSON.stringify(entries)).digest().readUInt32LE();
  await act(`CREATE DATABASE IF NOT EXISTS ${database}${on}`);
  await act(
    `CREATE TABLE IF NOT EXISTS ${database}.names${on} (name String, code UInt32) ENGINE = ${family} ORDER BY name`,
  );
  const [row] = await engine.ask({
    sql: `SELECT max(code) AS version FROM ${database}.names WHERE name = '#version'`,
    parameters: {},
    lane: 'bulk',
  });
  const source = login === null ? '' : ` USER ${quoteText(login.user)} PASSWORD ${quoteText(login.password)}`;
  await act(
    `CREATE DICTIONARY IF NOT EXISTS ${database}.name_codes${on} (name String, code UInt32) PRIMARY KEY name
    SOURCE(CLICKHOUSE(DB '${database}' TABLE 'names'${source})) LAYOUT(COMPLEX_KEY_HASHED()) LIFETIME(0)`,
  );
  if (versionRow.parse(row).version === version) return;
  await act(`TRUNCATE TABLE ${database}.names${on}`);
  const values = [...entries, ['#version', version] as const].map(
    ([name, code]) => `(${quoteText(name)}, ${code})`,
  );
  await act(`INSERT INTO ${database}.names (name, code) VALUES ${values.join(', ')}`);
  await act(`SYSTEM RELOAD DICTIONARY ${database}.name_codes${on}`);
}
