import { createWriteStream } from 'node:fs';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { tooMuchFetched } from '../problems.ts';

/** Larger files are not fetched. */
export const mostFileBytes = 2_000_000_000;

/** Writes what comes to a file, up to a bound. Problem: `connectors.too-large`. */
export async function saveStream(from: Readable, path: string): Promise<void> {
  let size = 0;
  const bound = new Transform({
    transform(piece: Buffer, _encoding, done) {
      size += piece.length;
      done(size > mostFileBytes ? tooMuchFetched(mostFileBytes) : null, piece);
    },
  });
  await pipeline(from, bound, createWriteStream(path));
}
