export { openBatches, type Batch, type Batches, type BatchTask, type CutOffBatch } from './batches.ts';
export { takeChunk, type ChunkPart, type RowChunk } from './chunk.ts';
export { addFieldColumns, knownColumns } from './field-columns.ts';
export {
  countIssues,
  countRejects,
  showCreated,
  showJoined,
  type ComparedRow,
  type Issue,
  type RejectCount,
} from './findings.ts';
export { fieldRoutes, openFields, type Fields } from './fields.ts';
export { readHeads, readUsedFields, writeHead, type BatchHead } from './heads.ts';
export { readTie } from './tie.ts';
export { readAgain } from './read-again.ts';
export { normaliseRow, type NormalisedRow } from './normalise/row.ts';
export { planIntake, tieField } from './intake.ts';
export { unpackRow } from './packed.ts';
export { layerSteps } from './normalise/layers.ts';
export { namingFields, noName } from './naming.ts';
export { nameEntries } from './normalise/plan.ts';
export {
  attachTable,
  copyTable,
  hasRows,
  publishStep,
  publishTable,
  replaceTable,
  takeOut,
  type Journal,
} from './publish.ts';
export {
  closeStage,
  listIdentifiers,
  listStaged,
  nameStage,
  openStage,
  plannedMark,
  sweepStages,
  type Stage,
} from './stage.ts';
export { refillTable } from './refill.ts';
export { dropRepeats, findRepeats } from './repeats.ts';
export { createTurns, type Turn, type Turns } from './turn.ts';
export { createLike } from './like.ts';
