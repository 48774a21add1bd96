import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';

import { isProblem } from '../../lib/problem.ts';
import type { Pulled, PulledFile, PullTask, SkippedFile } from '../kind.ts';
import { tooManyFiles, tooMuchFetched } from '../problems.ts';
import { mostFileBytes } from './save-stream.ts';

/** A file that lies somewhere else. */
export interface FoundFile {
  readonly path: string;
  readonly bytes: number;
  /** When it was changed last, in milliseconds. */
  readonly changed: number;
  /** Differs where its content does. */
  readonly version: string;
}

/** A place where files lie. */
export interface Listing {
  list(): AsyncIterable<readonly FoundFile[]>;
  /** Writes one to a path; false where it is not the one that was listed any more. Problem: `connectors.file` for one that cannot be had. */
  fetch(file: FoundFile, path: string): Promise<boolean>;
}

const mostListed = 100_000;
const mostRemembered = 5_000;
const mostBytes = 500_000_000;
const tagLetters = 12;

interface Tagged extends FoundFile {
  readonly tag: string;
}

/** Which files were fetched before: each of the newest by its tag, and all that are older than the oldest of these. */
interface Known {
  readonly before: number;
  readonly tags: ReadonlySet<string>;
}

/** Fetches files that are new or changed, those first that were changed first. */
export async function pullListed(
  task: PullTask,
  listing: Listing,
  ends: readonly string[],
): Promise<Pulled | null> {
  const known = readKnown(task.mark);
  const found = await findFiles(listing, { known, ends });
  const fresh = found.filter(({ tag }) => !known.tags.has(tag));
  const chosen = chooseFirst(fresh, task.most);
  const { files, skipped, later } = await fetchAll(task, listing, chosen);
  const done = new Set(chosen.filter((one) => !later.has(one)));
  if (done.size === 0) return null;
  return {
    files,
    skipped,
    taken: chosen.length,
    mark: writeKnown(
      found.filter((one) => known.tags.has(one.tag) || done.has(one)),
      known,
    ),
    more: fresh.length > chosen.length,
  };
}

function readKnown(mark: PullTask['mark']): Known {
  const text = mark?.['tags'] ?? '';
  const tags = Array.from({ length: text.length / tagLetters }, (_, at) =>
    text.slice(at * tagLetters, (at + 1) * tagLetters),
  );
  return { before: Number(mark?.['before'] ?? 0), tags: new Set(tags) };
}

/** Files of the very moment at which remembering ends are all remembered. */
function writeKnown(done: readonly Tagged[], known: Known): Readonly<Record<string, string>> {
  const oldest = done.at(-mostRemembered)?.changed;
  const before = Math.max(known.before, oldest ?? 0);
  const tags = done.filter(({ changed }) => changed >= before).map(({ tag }) => tag);
  return { before: String(before), tags: tags.join('') };
}

async function findFiles(
  listing: Listing,
  { known, ends }: { readonly known: Known; readonly ends: readonly string[] },
): Promise<Tagged[]> {
  const found: Tagged[] = [];
  const isWanted = ({ path, changed, bytes }: FoundFile): boolean =>
    bytes > 0 &&
    changed >= known.before &&
    (ends.length === 0 || ends.some((end) => path.toLowerCase().endsWith(end)));
  for await (const part of listing.list()) {
    for (const one of part.filter(isWanted)) found.push({ ...one, tag: tagOf(one) });
    if (found.length > mostListed) throw tooManyFiles(mostListed);
  }
  return found.sort((one, other) => one.changed - other.changed || (one.path < other.path ? -1 : 1));
}

function tagOf({ path, version }: FoundFile): string {
  return createHash('sha256').update(`${path}\0${version}`).digest('base64url').slice(0, tagLetters);
}

/** As many as may be fetched at a time; one at least, however large. */
function chooseFirst(files: readonly Tagged[], most: number): Tagged[] {
  let bytes = 0;
  return files.slice(0, most).filter((one, at) => {
    bytes += Math.min(one.bytes, mostFileBytes);
    return at === 0 || bytes <= mostBytes;
  });
}

async function fetchAll(task: PullTask, listing: Listing, chosen: readonly Tagged[]) {
  const files: PulledFile[] = [];
  const skipped: SkippedFile[] = [];
  const later = new Set<Tagged>();
  for (const [at, one] of chosen.entries()) {
    const [name, path] = [basename(one.path), join(task.directory, String(at))];
    try {
      if (one.bytes > mostFileBytes) throw tooMuchFetched(mostFileBytes);
      if (await listing.fetch(one, path)) files.push({ name, path });
      else later.add(one);
    } catch (error) {
      if (!isProblem(error, 'connectors.file') && !isProblem(error, 'connectors.too-large')) throw error;
      skipped.push({ name, reason: error });
    }
  }
  return { files, skipped, later };
}
