import type { Queue } from '../jobs/index.ts';
import type {
  Agreements,
  MendedRows,
  openImportStore,
  openMappings,
  openSources,
  openUploads,
} from '../sources/index.ts';
import type { House } from './house.ts';

/** What the desk of the sources and its jobs work with: the stores of files and imports, and the queue. */
export interface SourceTools {
  readonly house: House;
  readonly sources: ReturnType<typeof openSources>;
  readonly agreements: Agreements;
  readonly uploads: ReturnType<typeof openUploads>;
  readonly mappings: ReturnType<typeof openMappings>;
  readonly imports: ReturnType<typeof openImportStore>;
  readonly mended: MendedRows;
  readonly queue: Queue;
}
