import type { Page } from 'playwright-core';
import { expect } from 'vitest';

import type { Client } from '../../src/client.ts';
import { listMatchChanges } from '../../src/identity/contract.ts';
import { countProfiles } from '../actions.ts';
import { takePicture } from './browser.ts';

/** Ten pairs by the keyboard: five are joined, two kept apart, the rest passed over or gone back to. */
async function reviewTen(page: Page): Promise<void> {
  const shown = () => page.locator('[data-pair]').getAttribute('data-pair');
  for (const key of ['j', 's', 'j', 'a', 'b', 'j', 's', 'j', 'a', 'j']) {
    const before = await shown();
    await page.keyboard.press(key);
    await page.locator(`[data-pair]:not([data-pair="${before}"])`).waitFor();
  }
}

/** Takes the last decision of the history back. */
async function undoLast(page: Page, undone: number): Promise<void> {
  await page.getByRole('row').getByRole('button', { name: '撤销' }).first().click();
  await expect.poll(() => page.getByText(/^已由.*撤销$/).count(), { timeout: 120_000 }).toBe(undone);
}

interface Walk {
  readonly client: Client;
  /** What its pictures are called by. */
  readonly name: string;
  /** The band joins at least so many people. */
  readonly joins: number;
}

/** From the first pair of persons: ten pairs by keys, the band as a whole, which is taken back, and one of the pairs, which is split. */
export async function walkThroughPairs(page: Page, { client, name, joins }: Walk): Promise<void> {
  const longest = { timeout: 600_000 };
  const count = () => countProfiles(client, { all: [] }, 'person');
  const people = await count();
  await page.locator('[data-pair]').waitFor();
  await takePicture(page, `${name}-review-zh`);
  await reviewTen(page);
  const decided = async () => (await client.call(listMatchChanges, {})).rows.length;
  await expect.poll(decided, { timeout: 60_000 }).toBe(7);
  const reviewed = await count();
  expect(reviewed).toBeLessThan(people);
  await page.getByRole('button', { name: /^合并全部/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: '全部合并' }).click();
  await expect.poll(count, longest).toBeLessThan(people - joins);
  await page.getByRole('tab', { name: '历史' }).click();
  await takePicture(page, `${name}-history-zh`);
  await undoLast(page, 1);
  await expect.poll(count, longest).toBe(reviewed);
  await undoLast(page, 2);
}
