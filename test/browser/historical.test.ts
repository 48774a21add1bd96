import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { countProfiles, importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { root } from '../place.ts';
import { executablePath, findViolations, openSite, openTab, refreshWeb, takePicture } from './browser.ts';
import { walkThroughPairs } from './review-hands.ts';

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
    // Rows that say the same of everything but their number are one observation.
    expect(await countProfiles(client, { all: [] }, 'person')).toBe(40_422);
    const { base, context, close } = await openSite({ app, cookies });
    try {
      const { page, errors } = await openTab(context, base, { language: 'zh', theme: 'light', width: 1280 });
      page.setDefaultTimeout(600_000);
      await page.goto(`${base}/w/${slug}/duplicates`);
      await page.getByText('个人', { exact: true }).click();
      await page.getByRole('button', { name: '开始查重' }).click();
      await walkThroughPairs(page, { client, name: 'historical', joins: 10_000 });
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
