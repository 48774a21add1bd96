export type { Example, ImportResult, Source } from './contract.ts';
export { scenarios, writeScenario } from './demo/index.ts';
export {
  createRejectWriter,
  describeReject,
  inspectFile,
  overflowHeader,
  packRows,
  spoolFile,
  streamRejects,
  treatRows,
  type FileShape,
} from './files/index.ts';
export { openImportStore, type StoredImport } from './import-store.ts';
export { openMappings, type Mappings } from './mappings.ts';
export { sourceRoutes, type SourceDesk } from './routes.ts';
export { openSources, type Sources } from './sources.ts';
export { openUploads, type Upload } from './uploads.ts';
