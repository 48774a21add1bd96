export type { Example, ImportResult, MappedColumn, NamedMapping, Source } from './contract.ts';
export { cancelledPrefix, orderColumns, reviewColumns, scenarios, writeScenario } from './demo/index.ts';
export {
  createRejectWriter,
  describeReject,
  hintPhone,
  inspectFile,
  overflowHeader,
  openSecret,
  packRows,
  sealSecret,
  spoolFile,
  treatRows,
  streamRejects,
  type FileShape,
  type PlacedReject,
} from './files/index.ts';
export { openImportStore, type StoredImport } from './import-store.ts';
export { openMappings, type Mappings } from './mappings.ts';
export { agreedConsent, type AgreedConsent, type Agreement, type ListColumn } from './agreements/contract.ts';
export {
  openAgreements,
  openPartnerLists,
  type Agreements,
  type PartnerLists,
} from './agreements/agreements.ts';
export { isWaiting as waitingLists } from './agreements/tables.ts';
export { agreementRoutes, type AgreementDesk } from './agreements/routes.ts';
export type { SourceRecord } from './contents/contract.ts';
export type { SourceQuality } from './quality/contract.ts';
export { longestCell, type RejectedView } from './rejected/contract.ts';
export { openMendedRows, type MendedRows } from './rejected/mended-rows.ts';
export { sourceRoutes, type SourceDesk } from './routes.ts';
export { openSources, type Sources } from './sources.ts';
export { openUploads, type Upload, type Uploads } from './uploads.ts';
