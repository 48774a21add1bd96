export type { PrivateHosts } from './address.ts';
export { openHttp } from './http.ts';
export { readPostgres } from './postgres.ts';
