import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, it } from 'vitest';

import { writeScenario } from './index.ts';

const directory = await mkdtemp(join(tmpdir(), 'clientele-reviews-'));
afterAll(() => rm(directory, { recursive: true }));

const until = '2026-05-04';

async function listTexts(seed: number) {
  const { orders, reviews } = await writeScenario('retail-shop', { rows: 2_000, directory, until, seed });
  const linesOf = async (path = '') => (await readFile(path, 'utf8')).split('\n').slice(1, -1);
  const lines = (await linesOf(reviews?.path)).map((line) => line.split(','));
  return { bought: await linesOf(orders?.path), lines, rows: reviews?.rows };
}

/** The day on which somebody first bought a thing. */
function firstBought(bought: readonly string[]): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const line of bought.toSorted((left, right) => (timeOf(left) < timeOf(right) ? 1 : -1))) {
    const [, who, at = '', good] = line.split(',');
    first.set(`${who} ${good}`, at.slice(0, 10));
  }
  return first;
}

const timeOf = (line: string): string => line.split(',')[2] ?? '';

it('what is said of a shop is said by who bought the thing, after it was bought, in both languages', async () => {
  const { bought, lines, rows } = await listTexts(3);
  expect(lines).toHaveLength(rows ?? 0);
  expect(lines.length).toBeGreaterThan(bought.length * 0.05);
  expect(lines.length).toBeLessThan(bought.length * 0.12);
  const first = firstBought(bought);
  for (const [who, at = '', event, good, , , text = ''] of lines) {
    const earliest = first.get(`${who} ${good}`) ?? 'never';
    expect(earliest < at, `${who} ${good}`).toBe(true);
    expect(at.slice(0, 10) <= until).toBe(true);
    expect(['Product Reviewed', 'Complaint']).toContain(event);
    expect(text).not.toContain('{');
  }
  const isChinese = (text: string | undefined) => /\p{Script=Han}{4}/u.test(text ?? '');
  const english = lines.filter(([, , , , , , ...text]) => !isChinese(text.join(','))).length;
  expect(english).toBeGreaterThan(lines.length * 0.03);
  expect(english).toBeLessThan(lines.length * 0.3);
  const complaints = lines.filter(([, , event]) => event === 'Complaint').length;
  expect(complaints).toBeGreaterThan(0);
  expect(complaints).toBeLessThan(lines.length * 0.4);
  // Few say the same.
  expect(new Set(lines.map((line) => line.slice(6).join())).size).toBeGreaterThan(lines.length * 0.7);
});

it('the same seed says the same, another one something else', async () => {
  const { lines } = await listTexts(3);
  expect((await listTexts(3)).lines).toEqual(lines);
  expect((await listTexts(4)).lines).not.toEqual(lines);
});
