export { createHttp } from './http.ts';
export { createLog, describeError } from './log.ts';
export type { Listening } from './types.ts';
export { openWeb } from './web.ts';
