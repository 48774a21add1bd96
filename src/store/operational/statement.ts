import type { z } from 'zod';
import type { OperationalStatement } from './types.ts';

/** Names a PostgreSQL statement and the schema of its rows. */
export function statement<Row extends z.ZodType>(
  value: OperationalStatement<Row>,
): OperationalStatement<Row> {
  return Object.freeze(value);
}
