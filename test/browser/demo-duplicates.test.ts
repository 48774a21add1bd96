import { expect, test } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { listJobs } from '../../src/jobs/contract.ts';
import { loadDemo } from '../../src/sources/contract.ts';
import { openTestApp } from '../harness.ts';
import { waitFor } from '../wait.ts';
import { executablePath, findViolations, openSite, openTab, refreshWeb, takePicture } from './browser.ts';
import { walkThroughPairs } from './review-hands.ts';

if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

test.skipIf(executablePath === undefined)(
  'duplicates of the shop in the demo: scanned, reviewed by keys, joined as a band, split and undone',
  async () => {
    const { client } = await freshWorkspace('示例店铺');
    const slug = (await client.call(getMe, {})).workspace?.slug ?? '';
    await client.call(loadDemo, { scenario: 'retail-shop', rows: 3_000 });
    await waitFor(
      'the demo',
      () => client.call(listJobs, {}),
      ({ rows }) => rows.length > 3 && rows.every(({ state }) => state === 'done'),
    );
    const { base, context, close } = await openSite({ app, cookies });
    try {
      const { page, errors } = await openTab(context, base, { language: 'zh', theme: 'light', width: 1280 });
      page.setDefaultTimeout(120_000);
      await page.goto(`${base}/w/${slug}/duplicates?kind=person`);
      await page.getByRole('button', { name: '开始查重' }).click();
      await page.getByRole('button', { name: /^合并全部/ }).waitFor();
      await walkThroughPairs(page, { client, name: 'demo', joins: 15 });
      expect([errors, await findViolations(page)]).toEqual([[], []]);
      const other = await openTab(context, base, { language: 'en', theme: 'dark', width: 360 });
      await other.page.goto(`${base}/w/${slug}/duplicates?kind=person`);
      await other.page.locator('[data-pair]').waitFor();
      await takePicture(other.page, 'demo-review-en');
      expect([other.errors, await findViolations(other.page)]).toEqual([[], []]);
    } finally {
      await close();
    }
  },
  300_000,
);
