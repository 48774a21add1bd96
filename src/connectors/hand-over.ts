import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

import type { Kind } from '../fields/index.ts';
import { isProblem } from '../lib/problem.ts';
import type { Uploads } from '../sources/index.ts';
import type { Pulled, PulledFile, Puller, SkippedFile } from './kind.ts';
import type { ConnectorRow } from './tables.ts';

/** What handing over works with. */
export interface HandOverParts {
  readonly uploads: Pick<Uploads, 'adopt'>;
  /** Looks into a file; a problem for one that could not be imported. */
  readonly look: (task: {
    readonly connector: ConnectorRow;
    readonly file: PulledFile;
    readonly about: Kind | null;
  }) => Promise<void>;
  /** Starts an import of what was fetched; answers its id. */
  readonly startImport: (task: {
    readonly connector: ConnectorRow;
    readonly uploads: readonly string[];
    readonly about: Kind | null;
  }) => Promise<string>;
}

/** What became of what was fetched. */
export interface HandedOver {
  readonly bytes: number;
  readonly files: number;
  readonly skipped: readonly SkippedFile[];
  /** The import that takes it in; null where there is nothing to take in. */
  readonly import: string | null;
  readonly mark: Readonly<Record<string, string>>;
}

/** Hands files that were fetched over to an import; null where they say nothing new. */
export async function handOver(
  parts: HandOverParts,
  pulled: Pulled,
  { connector, puller }: { readonly connector: ConnectorRow; readonly puller: Puller },
): Promise<HandedOver | null> {
  const { about } = puller;
  const { files, unread } = puller.apart
    ? await setAside(pulled.files, (file) => parts.look({ connector, file, about }))
    : { files: pulled.files, unread: [] };
  const skipped = [...pulled.skipped, ...unread];
  const { bytes, digest } = await measure(files);
  if (bytes === 0 && skipped.length === 0) return null;
  if (bytes > 0 && digest === connector.mark?.['digest'] && !puller.apart) return null;
  const uploads: string[] = [];
  for (const { name, path } of files)
    uploads.push((await parts.uploads.adopt(connector.workspace, name, (to) => rename(path, to))).id);
  return {
    bytes,
    files: files.length,
    skipped,
    import: uploads.length === 0 ? null : await parts.startImport({ connector, uploads, about }),
    mark: { ...pulled.mark, digest, taken: String(pulled.taken) },
  };
}

/** Looks into each file, so that one that nobody can read does not hold up the others. */
async function setAside(files: readonly PulledFile[], look: (file: PulledFile) => Promise<void>) {
  const good: PulledFile[] = [];
  const unread: SkippedFile[] = [];
  for (const file of files)
    try {
      await look(file);
      good.push(file);
    } catch (error) {
      if (!isProblem(error)) throw error;
      unread.push({ name: file.name, reason: error });
    }
  return { files: good, unread };
}

async function measure(files: readonly PulledFile[]) {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const { path } of files) {
    bytes += (await stat(path)).size;
    await pipeline(createReadStream(path), hash, { end: false });
  }
  return { bytes, digest: hash.digest('hex') };
}
