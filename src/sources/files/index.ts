export { hintPhone } from './phone-hint.ts';
export { inspectFile, spoolFile } from './files.ts';
export { createRejectWriter } from './reject-writer.ts';
export { describeReject } from './reject-reasons.ts';
export { packRows, treatRows } from './pack-rows.ts';
export { streamRejects, type PlacedReject } from './reject-reader.ts';
export { hashSecret, openSecret, sealSecret } from './secret.ts';
export { overflowHeader, type FileShape, type FileWarning } from './types.ts';
export { fileWarning } from './problems.ts';
