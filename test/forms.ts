import { createHash } from 'node:crypto';

import { z } from 'zod';

import type { App } from '../src/app.ts';
import { zeroBits } from '../src/lib/form.ts';

const puzzleSchema = z.object({ puzzle: z.string(), bits: z.number() });

/** Fetches a puzzle of a form and solves it, as its page does. */
export async function solvePuzzle(app: App, form: string) {
  const answer = await app.fetch(new Request(`http://in-process/f/${form}/puzzle`));
  const { puzzle, bits } = puzzleSchema.parse(await answer.json());
  for (let solution = 0; ; solution += 1)
    if (zeroBits(createHash('sha256').update(`${puzzle}:${solution}`).digest()) >= bits)
      return { puzzle, solution };
}

/** Sends a body to a form. */
export function sendForm(app: App, form: string, body: unknown): Promise<Response> {
  return app.fetch(
    new Request(`http://in-process/f/${form}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (Test)' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  );
}

/** What a page sends when nothing is filled in yet. */
export const emptyForm = {
  version: 1,
  language: 'zh',
  answers: {},
  allowed: [],
  trap: '',
  page: '',
  referrer: '',
  anonymous: '',
} as const;
