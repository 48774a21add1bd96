import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

import { zeroBits } from '../lib/form.ts';

/** How long a puzzle may be solved. */
const lifetimeMs = 15 * 60_000;

/** Leading zero bits that an answer must have: some ten thousand sums, a fraction of a second on a telephone. */
const usualBits = 14;

/** Puzzles that make sending a thousand answers dear and one cheap; each can be spent once. */
export function createPuzzles(secret: string, clock: () => Date) {
  const sign = (text: string): string =>
    createHmac('sha256', secret).update(`form-puzzle:${text}`).digest('base64url').slice(0, 22);
  return {
    create(form: string): { puzzle: string; bits: number } {
      const text = `${form}.${clock().getTime().toString(36)}.${randomBytes(9).toString('base64url')}`;
      return { puzzle: `${text}.${sign(text)}`, bits: usualBits };
    },
    /** Whether a puzzle is ours, of this form, young enough, and solved by this number. */
    check(
      form: string,
      { puzzle, solution }: { readonly puzzle: string; readonly solution: number },
    ): boolean {
      const [own, time = '', chance, signature = ''] = puzzle.split('.');
      const expected = Buffer.from(sign(`${own}.${time}.${chance}`));
      const given = Buffer.from(signature);
      if (own !== form || given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
      const age = clock().getTime() - Number.parseInt(time, 36);
      if (!(age >= 0 && age <= lifetimeMs)) return false;
      return zeroBits(createHash('sha256').update(`${puzzle}:${solution}`).digest()) >= usualBits;
    },
  };
}

export type Puzzles = ReturnType<typeof createPuzzles>;
