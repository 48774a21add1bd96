import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { countProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { importRetail, retailMissing } from '../retail.ts';
import { waitFor } from '../wait.ts';
import {
  executablePath,
  findViolations,
  openSite,
  openTab,
  refreshWeb,
  settle,
  takePicture,
} from './browser.ts';
import { openDashboard, pinShown, saveCard } from './dashboard-hands.ts';

if (retailMissing !== null) process.stdout.write(`skipped: ${retailMissing}\n`);
if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

/** From the map of recency and frequency to the 63 customers whom the shop cannot lose, kept as a segment. */
async function keepWhomToKeep(page: Page): Promise<void> {
  await page.getByRole('button', { name: '重新计算' }).click();
  const row = page.locator('[data-segment=cant_lose]');
  await row.waitFor();
  await takePicture(page, 'retail-rfm-zh');
  await pinShown(page, '店铺', true);
  await row.getByRole('link').click();
  await page.getByText('共 63 位客户').waitFor();
  await settle(page);
  await takePicture(page, 'retail-cant-lose-zh');
  await page.getByRole('button', { name: '保存为分群' }).click();
  await page.getByRole('textbox', { name: '名称' }).fill('不能失去的客户');
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.locator('[data-size="63"]').waitFor();
}

/** What each panel must show of this year; numbers were published or counted by hand. */
const panels = [
  ['价值', '4,338'],
  ['留存', '885'],
  ['常一起购买', 'TEACUP'],
  ['预测', '回测'],
] as const;

async function walkPanels(page: Page): Promise<void> {
  await page.getByRole('link', { name: '客户洞察', exact: true }).click();
  for (const [tab, shows] of panels) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByText(shows).first().waitFor();
    if (tab === '预测') await page.locator('main canvas').waitFor();
    await settle(page);
    await takePicture(page, `retail-${tab}-zh`);
    if (tab === '价值' || tab === '留存') await pinShown(page, '店铺');
  }
}

test.skipIf(executablePath === undefined || retailMissing !== null)(
  'the year of a real shop, from its file to whom it cannot lose and a dashboard',
  async () => {
    const { client } = await freshWorkspace();
    const slug = (await client.call(getMe, {})).workspace?.slug ?? '';
    const imported = await importRetail(client);
    expect(imported).toEqual({ rows: 541_909, events: 25_900, refused: 0, unread: 0 });
    await waitFor(
      'the customers',
      () => countProfiles(client, { all: [] }, 'person'),
      (count) => count === 4_372,
    );
    const { base, context, close } = await openSite({ app, cookies });
    try {
      const { page, errors } = await openTab(context, base, { language: 'zh', theme: 'light', width: 1280 });
      await page.goto(`${base}/w/${slug}/explore`);
      await page.getByText('还没有企业').waitFor();
      await takePicture(page, 'retail-no-companies-zh');
      await page.getByRole('button', { name: '查看个人' }).click();
      await page.getByText('共 4,372 位客户').waitFor();
      await page.goto(`${base}/w/${slug}/insights`);
      await keepWhomToKeep(page);
      await walkPanels(page);
      await openDashboard(page, '店铺');
      await page.getByText('885').first().waitFor();
      expect(await findViolations(page)).toEqual([]);
      await takePicture(page, 'retail-dashboard-zh');
      expect((await saveCard(page, '留存', 'CSV')).toString()).toContain('2010-12,885,324,286,340,321');
      expect((await saveCard(page, '近度与频度', 'PNG')).subarray(1, 4).toString()).toBe('PNG');
      const english = await openTab(context, base, { language: 'en', theme: 'dark', width: 1280 });
      for (const [path, shows] of [
        ['insights', 'Can’t lose them'],
        ['insights?tab=retention', '885'],
        [page.url().split(`/w/${slug}/`).at(-1) ?? '', '885'],
      ] as const) {
        await english.page.goto(`${base}/w/${slug}/${path}`);
        await english.page.getByText(shows).first().waitFor();
        await settle(english.page);
        await takePicture(
          english.page,
          `retail-${path.split(/[/?=]/).slice(0, 3).join('-').slice(0, 30)}-en`,
        );
      }
      expect([...errors, ...english.errors]).toEqual([]);
    } finally {
      await close();
    }
  },
);
