export { createHttp } from './http.ts';
export { createLog, describeError, type Log, type LogFields, type LogFormat } from './log.ts';
export type {
  Http,
  HttpOptions,
  Limits,
  Listening,
  RequestInfo,
  EngineState,
  Download,
  Page,
} from './types.ts';
