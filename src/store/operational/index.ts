export { jsonText } from './bindings.ts';
export { isUniqueViolation } from './failures.ts';
export { migrateOperational } from './migrate.ts';
export { openOperational } from './open.ts';
export { statement } from './statement.ts';
export type { Operational, OperationalParameter, StoreLock } from './types.ts';
