import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import type { Client } from '../../src/client.ts';
import { listMatchChanges, listMatchRuns, startMatching } from '../../src/identity/contract.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import { importFile, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { csv, type Row } from '../make.ts';
import { executablePath, findViolations, openBrowser, openTab, refreshWeb, takePicture } from './browser.ts';

if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

const trades = ['软件', '贸易', '物流', '食品', '电子', '建材'];
const firm = (index: number): Row => ({
  企业名称: `上海${'华信达恒泰博睿云金桥'[index % 10] ?? ''}${'启明远中科东方天海'[index % 9] ?? ''}${trades[index % 6] ?? ''}有限公司`,
  法定代表人: `${'王李张刘陈杨赵黄'[index % 8] ?? ''}${'伟芳娜敏静丽强磊军洋'[(index * 3) % 10] ?? ''}`,
  电话: `021-5${1_000_000 + index * 3_571}`,
  地址: `上海市徐汇区漕溪路${index + 1}号`,
});
/** Companies of which no two share a key, and some of them in another way of writing. */
const firms = Array.from({ length: 60 }, (_, index) => firm(index));
const again = Array.from({ length: 14 }, (_, index): Row => {
  const row = firm(index * 4);
  const core = String(row['企业名称']).slice(2, -4);
  return index % 2 === 0
    ? { ...row, 企业名称: `${core}（上海）有限公司`, 地址: '' }
    : { ...row, 企业名称: `${core}公司`, 电话: '', 法定代表人: '' };
});

/** A profile that was joined and parted again. */
async function findTold(client: Client): Promise<string> {
  for (const { id } of await listProfiles(client)) {
    const { rows } = await client.call(listTimeline, { id, kinds: 'parted' });
    if (rows.length > 0) return id;
  }
  throw new Error('somebody was joined and parted');
}

// Runs without a browser too, for the application is closed only where a test has run.
it('makes companies of which no two have one name', () => {
  expect(new Set(firms.map((row) => row['企业名称'])).size).toBe(60);
});

describe.skipIf(executablePath === undefined)('duplicates, in a real browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
  let client: Client;
  let home = '';

  beforeAll(async () => {
    ({ client } = await freshWorkspace('查重'));
    const [opened, { port }, { workspace }] = await Promise.all([
      openBrowser(),
      app.listen(0, '127.0.0.1'),
      client.call(getMe, {}),
    ]);
    browser = opened;
    const url = `http://127.0.0.1:${port}`;
    await opened.context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
    home = `${url}/w/${workspace?.slug}`;
    await importFile(client, { name: '名录.csv', bytes: csv(firms) }, { source: '名录' });
    await importFile(client, { name: '展会.csv', bytes: csv(again) }, { source: '展会' });
  });

  afterAll(() => browser?.close());

  it('scans, reviews ten pairs by the keyboard, joins a band, and undoes both', async () => {
    if (browser === undefined) throw new Error('the browser is not open');
    const look = { language: 'zh', theme: 'light', width: 1280 } as const;
    const { page, errors } = await openTab(browser.context, new URL(home).origin, look);
    await page.goto(`${home}/duplicates`);
    await page.getByRole('button', { name: '开始查重' }).click();
    await page.locator('[data-pair]').waitFor({ timeout: 120_000 });
    await takePicture(page, 'duplicates-review');
    expect(await findViolations(page)).toEqual([]);
    const all = (await listProfiles(client)).length;
    expect(all).toBe(74);
    await page.locator('[data-moves]').waitFor();
    const pick = page.getByRole('button', { name: '采用', exact: true }).last();
    await pick.click();
    await page.getByRole('button', { name: '已采用' }).waitFor();
    const shown = () => page.locator('[data-pair]').getAttribute('data-pair');
    for (const key of ['j', 's', 'j', 'a', 'b', 'j', 's', 'j', 'a', 'j']) {
      const before = await shown();
      await page.keyboard.press(key);
      await page.locator(`[data-pair]:not([data-pair="${before}"])`).waitFor({ timeout: 30_000 });
    }
    expect(await listProfiles(client)).toHaveLength(all - 5);
    await page.getByRole('button', { name: /^合并全部/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: '全部合并' }).click();
    await page.getByText('已合并').last().waitFor();
    await expect
      .poll(async () => (await listProfiles(client)).length, { timeout: 30_000 })
      .toBeLessThan(all - 5);
    await page.getByRole('tab', { name: '历史' }).click();
    await page.getByRole('row').nth(1).getByRole('button', { name: '撤销' }).click();
    await page
      .getByRole('row')
      .nth(1)
      .getByText(/已由.+撤销/)
      .waitFor();
    await takePicture(page, 'duplicates-history');
    expect(await listProfiles(client)).toHaveLength(all - 5);
    const { rows } = await client.call(listMatchChanges, {});
    expect(rows.filter(({ undoneAt }) => undoneAt !== null)).toHaveLength(1);
    // All that somebody joined goes back at once; the profile tells it.
    await page
      .getByRole('row')
      .nth(1)
      .getByRole('button', { name: /的决定$/ })
      .click();
    await page.getByRole('button', { name: '撤销其全部合并' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '全部撤销' }).click();
    await page.getByText('已撤销 5 项决定').waitFor();
    await takePicture(page, 'duplicates-person');
    expect(await listProfiles(client)).toHaveLength(all);
    await page.getByRole('tab', { name: '质量' }).click();
    await page.getByText('各阈值的含义').first().waitFor();
    await takePicture(page, 'duplicates-quality');
    const told = await findTold(client);
    await page.goto(`${home}/profiles/${told}`);
    await page.locator('[data-kind="parted"]').first().waitFor();
    await takePicture(page, 'duplicates-timeline');
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await page.close();
  });

  it('reads as well in English, in the dark and on a phone', async () => {
    if (browser === undefined) throw new Error('the browser is not open');
    const look = { language: 'en', theme: 'dark', width: 360 } as const;
    const { page, errors } = await openTab(browser.context, new URL(home).origin, look);
    await page.goto(`${home}/duplicates`);
    await page.locator('[data-pair]').waitFor({ timeout: 30_000 });
    await page.getByText('Confidence').first().waitFor();
    await takePicture(page, 'duplicates-phone');
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await page.close();
  });

  it('stops a scan that runs, and goes on with it', async () => {
    if (browser === undefined) throw new Error('the browser is not open');
    const look = { language: 'en', theme: 'light', width: 1280 } as const;
    const { page, errors } = await openTab(browser.context, new URL(home).origin, look);
    await page.goto(`${home}/duplicates`);
    await page.locator('[data-pair]').waitFor({ timeout: 30_000 });
    const kind = 'organization';
    const latest = async () => (await client.call(listMatchRuns, { kind, limit: 1 })).rows[0];
    const before = (await latest())?.run;
    // One after another, so that the last one surely goes on when the button is pressed.
    for (const learn of [true, true, true]) await client.call(startMatching, { kind, learn });
    await page.reload();
    await page.getByRole('button', { name: 'Stop the search' }).click();
    await page.getByText('The search was stopped.').waitFor();
    const stopped = await latest();
    expect([stopped?.state, stopped?.run === before]).toEqual(['stopped', false]);
    await takePicture(page, 'duplicates-stopped');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'Go on' }).waitFor({ state: 'detached' });
    await expect.poll(async () => (await latest())?.state, { timeout: 60_000 }).toBe('done');
    expect((await latest())?.run).toBe(stopped?.run);
    await page.getByRole('button', { name: 'Stop the search' }).waitFor({ state: 'detached' });
    await page.locator('[data-pair]').waitFor();
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await page.close();
  });
});
