import { z } from 'zod';

import type { Bilingual } from '../../lib/problem.ts';
import { createLike } from '../../records/index.ts';
import { command, quoteText, statement, type Warehouse } from '../../store/warehouse/index.ts';
import type { ValueSpec } from './contract.ts';
import { type Computing, currenciesSql, valueSql } from './measure.ts';
import { mixedMoney } from './problems.ts';

const countRow = z.object({ n: z.coerce.number() });

/** Why a value cannot be computed, or null. */
export async function findFault(
  warehouse: Warehouse,
  spec: ValueSpec,
  computing: Computing,
): Promise<Bilingual | null> {
  const asked = currenciesSql(spec, computing);
  if (asked === undefined) return null;
  const row = z.object({ list: z.array(z.string()) });
  const found = await warehouse.row(
    statement({ name: 'computed.currencies', sql: asked.sql, row }),
    asked.parameters,
  );
  const list = found?.list ?? [];
  return list.length > 1 ? mixedMoney(list) : null;
}

/** Computes a value of all customers anew; it takes the place of the old one at once. Answers of how many it is known. */
export async function computeValue(
  warehouse: Warehouse,
  id: string,
  of: Computing & { readonly spec: ValueSpec },
): Promise<number> {
  const next = `computed_${id}`;
  const drop = command('computed.drop', `DROP TABLE IF EXISTS {db}.${next} SYNC`);
  const { sql, parameters } = valueSql(of.spec, of);
  await warehouse.run(drop);
  try {
    await createLike(warehouse, next, 'computed_values');
    const fill = `INSERT INTO {db}.${next} (value, profile, number, text) SELECT {value:String}, profile, number, text FROM (${sql})`;
    await warehouse.run(command('computed.fill', fill), { ...parameters, value: id });
    const count = statement({
      name: 'computed.count',
      sql: `SELECT count() AS n FROM {db}.${next}`,
      row: countRow,
    });
    const customers = (await warehouse.row(count))?.n ?? 0;
    if (customers === 0) await forgetValue(warehouse, id);
    else
      await warehouse.run(
        command(
          'computed.replace',
          `ALTER TABLE {db}.computed_values REPLACE PARTITION ${quoteText(id)} FROM {db}.${next}`,
        ),
      );
    return customers;
  } finally {
    await warehouse.run(drop);
  }
}

/** Takes away what is written down of a value. */
export async function forgetValue(warehouse: Warehouse, id: string): Promise<void> {
  await warehouse.run(
    command('computed.forget', `ALTER TABLE {db}.computed_values DROP PARTITION ${quoteText(id)}`),
  );
}
