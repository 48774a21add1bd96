import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { listMatchChanges } from '../../src/identity/contract.ts';
import { countProfiles, importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { root } from '../place.ts';
import { executablePath, findViolations, openSite, openTab, refreshWeb, takePicture } from './browser.ts';

const file = join(root, '..', 'shared', 'data', 'matching', 'historical_50k.csv.gz');
/** Why the walk is not gone here; null where it is. */
function findReason(): string | null {
  if (process.env['TEST_LARGE'] !== '1') return 'it takes minutes: TEST_LARGE=1 runs it';
  return existsSync(file) ? null : `${file} is not there`;
}

const reason = findReason();
if (reason !== null) process.stdout.write(`duplicates among 50,578 persons, skipped: ${reason}\n`);
if (executablePath !== undefined && reason === null) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();
/** What says who somebody is, as the set's own key does, is kept from the search. */
const mapping = {
  full_name: 'name',
  first_name: 'given_name',
  surname: 'family_name',
  dob: 'birth_date',
  birth_place: 'birth_place',
  postcode_fake: 'postcode',
  gender: 'gender',
  occupation: 'occupation',
  unique_id: '',
  cluster: '',
  first_and_surname: '',
};

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

test('the key of the set is kept from the search', () => {
  expect([mapping.unique_id, mapping.cluster]).toEqual(['', '']);
});

test.skipIf(executablePath === undefined || reason !== null)(
  'duplicates among fifty thousand persons: scanned, reviewed by keys, joined as a band, split and undone',
  async () => {
    const { client } = await freshWorkspace('历史人物');
    const slug = (await client.call(getMe, {})).workspace?.slug ?? '';
    await importFile(
      client,
      { name: 'historical_50k.csv.gz', bytes: await readFile(file) },
      { source: '人物', kind: 'person', mapping },
    );
    const count = () => countProfiles(client, { all: [] }, 'person');
    // Rows that say the same of everything but their number are one observation.
    const people = await count();
    expect(people).toBe(40_422);
    const { base, context, close } = await openSite({ app, cookies });
    try {
      const { page, errors } = await openTab(context, base, { language: 'zh', theme: 'light', width: 1280 });
      page.setDefaultTimeout(600_000);
      await page.goto(`${base}/w/${slug}/duplicates`);
      await page.getByText('个人', { exact: true }).click();
      await page.getByRole('button', { name: '开始查重' }).click();
      await page.locator('[data-pair]').waitFor();
      await takePicture(page, 'historical-review-zh');
      await reviewTen(page);
      const decided = async () => (await client.call(listMatchChanges, {})).rows.length;
      await expect.poll(decided, { timeout: 60_000 }).toBe(7);
      const reviewed = await count();
      expect(reviewed).toBeLessThan(people);
      await page.getByRole('button', { name: /^合并全部/ }).click();
      await page.getByRole('dialog').getByRole('button', { name: '全部合并' }).click();
      await expect.poll(count, { timeout: 600_000 }).toBeLessThan(people - 10_000);
      await page.getByRole('tab', { name: '历史' }).click();
      await takePicture(page, 'historical-history-zh');
      await undoLast(page, 1);
      await expect.poll(count, { timeout: 600_000 }).toBe(reviewed);
      await undoLast(page, 2);
      await page.getByRole('tab', { name: '质量' }).click();
      await page.getByText('各阈值的含义').first().waitFor();
      await takePicture(page, 'historical-quality-zh');
      expect([errors, await findViolations(page)]).toEqual([[], []]);
      await page.close();
      const other = await openTab(context, base, { language: 'en', theme: 'dark', width: 1280 });
      await other.page.goto(`${base}/w/${slug}/duplicates?kind=person`);
      await other.page.locator('[data-pair]').waitFor();
      await takePicture(other.page, 'historical-review-en');
      expect([other.errors, await findViolations(other.page)]).toEqual([[], []]);
    } finally {
      await close();
    }
  },
  1_800_000,
);
