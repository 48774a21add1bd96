export { inspectFile, spoolFile } from './files.ts';
export { createRejectWriter, formatOriginalHeader, type RejectWriter } from './reject-writer.ts';
export { describeReject, rejectReasons, type RejectCode } from './reject-reasons.ts';
export { packRows } from './pack-rows.ts';
export { readRejects } from './chunk-reader.ts';
export { hashSecret, maskSecret, openSecret, sealSecret } from './secret.ts';
export { fileShapeSchema, shapeOverridesSchema } from './types.ts';
export type {
  Chunk,
  FileFormat,
  FileShape,
  FileWarning,
  RejectedRow,
  ShapeOverrides,
  SpoolOptions,
  SpoolTotals,
} from './types.ts';
