export { jsonText } from './bindings.ts';
export { isUniqueViolation } from './failures.ts';
export { migrateOperational } from './migrate.ts';
export type { MigrationOutcome } from './migrate.ts';
export { openOperational } from './open.ts';
export { statement } from './statement.ts';
export type { Operational, OperationalParameter, OperationalRunner, OperationalStatement } from './types.ts';
