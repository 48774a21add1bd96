import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import type { Client } from '../../src/client.ts';
import { createView } from '../../src/query/contract.ts';
import { getOverview } from '../../src/query/overview/contract.ts';
import { countProfiles, importFile, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import { waitFor } from '../wait.ts';
import {
  executablePath,
  findViolations,
  openBrowser,
  openTab,
  refreshWeb,
  runsSideways,
  takePicture,
  type Look,
} from './browser.ts';

const wide: Look = { language: 'en', theme: 'light', width: 1280 };
const narrow: Look = { language: 'zh', theme: 'dark', width: 360 };
const rows = createMaker(1).organizations(40);
if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

// Runs without a browser too, for the application is closed only where a test has run.
it('the companies are not all in one place', () => {
  expect(new Set(rows.map((row) => row['地址']?.slice(0, 3))).size).toBeGreaterThan(3);
});

describe.skipIf(executablePath === undefined)('many customers at once, in a real browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
  let client: Client;
  let home = '';

  beforeAll(async () => {
    browser = await openBrowser();
    const url = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`;
    await browser.context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
    ({ client } = await freshWorkspace('Many'));
    await importFile(client, { name: 'all.csv', bytes: csv(rows) }, { source: 'crm' });
    home = `${url}/w/${(await client.call(getMe, {})).workspace?.slug}`;
  });

  afterAll(() => browser?.close());

  const open = async (path: string, look = wide): Promise<{ page: Page; errors: string[] }> => {
    if (browser === undefined) throw new Error('the browser is not open');
    const tab = await openTab(browser.context, new URL(home).origin, look);
    await tab.page.goto(`${home}${path}`);
    return tab;
  };
  const tagged = () => countProfiles(client, { field: 'tags', eq: '华东' });

  it('changes all that a filter fits, says before how many, and takes it back', async () => {
    const rule = { field: 'region', under: '上海' };
    const total = await countProfiles(client, rule);
    const { page, errors } = await open(`/explore?rule=${encodeURIComponent(JSON.stringify(rule))}`);
    await page.getByRole('checkbox', { name: 'Select all that fit' }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Choose a field and its value.').waitFor();
    await dialog.getByRole('combobox', { name: 'Field' }).click();
    await page.keyboard.type('Tags');
    await page.getByRole('option', { name: 'Tags', exact: true }).click();
    await dialog.getByLabel('Values').last().fill('华东');
    await page.keyboard.press('Enter');
    await dialog.getByText(`${total} of ${total} would change.`).waitFor();
    await takePicture(page, 'many-edit');
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await dialog.getByRole('button', { name: `Change ${total}` }).click();
    await page.getByText(`${total} customers changed`).waitFor({ timeout: 60_000 });
    expect(await tagged()).toBe(total);
    await page.getByRole('button', { name: 'Undo' }).click();
    await waitFor('the edit is taken back', tagged, (count) => count === 0);
    await page.close();
  });

  it('says what is wrong with a value, on a phone too', async () => {
    const { page, errors } = await open('/explore', narrow);
    await page.getByRole('checkbox', { name: /^选择/ }).nth(1).click();
    await page.getByRole('button', { name: '批量修改', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: '字段' }).click();
    await page.keyboard.type('成立日期');
    await page.getByRole('option', { name: '成立日期', exact: true }).click();
    await dialog.getByLabel('值').fill('1020-02-03');
    await dialog.getByText('1 个中有 1 个会改变。').or(dialog.getByText('以下字段的值未通过校验')).waitFor();
    await takePicture(page, 'many-edit-phone');
    expect([await runsSideways(page), await findViolations(page)]).toEqual([false, []]);
    expect(errors.filter((text) => !text.startsWith('Failed to load'))).toEqual([]);
    await page.close();
  });

  it('leads from each number of the start page to the customers behind it', async () => {
    const overview = await client.call(getOverview, {});
    const [first] = overview.regions;
    const { page, errors } = await open('/');
    await page.getByRole('link', { name: first?.label?.en ?? '', exact: true }).click();
    await page.waitForURL('**/explore?rule=*');
    await page.getByText(`${first?.count} customers`).waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('finds customers, views and what was opened lately from the palette, by keyboard alone', async () => {
    await client.call(createView, {
      name: 'East of the river',
      rule: { field: 'region', under: '上海' },
      shared: true,
    });
    const [row] = await listProfiles(client);
    const [id, name] = [row?.id ?? '', String(row?.['name'])];
    const { page, errors } = await open('/jobs');
    await page.locator('main h1').waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or jump to' }).waitFor();
    await page.keyboard.type(name);
    await page.getByRole('option', { name: name }).first().waitFor();
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/profiles/${id}`);
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or jump to' }).waitFor();
    await page.keyboard.type('river');
    await page.getByRole('option', { name: 'East of the river' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/explore?view=*');
    await page.keyboard.press('Control+k');
    const recent = page.getByRole('group', { name: 'Opened lately' });
    await recent.getByRole('option', { name }).waitFor();
    await page.keyboard.press('Escape');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows the guides, and the way to them on the sheet of keys', async () => {
    const { page, errors } = await open('/jobs', { ...wide, language: 'zh' });
    await page.locator('main h1').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('link', { name: '使用指南' }).click();
    await page.getByRole('heading', { name: '第一个小时', level: 1 }).waitFor();
    await page.getByRole('link', { name: '命令行' }).click();
    await page.getByRole('heading', { name: '查询', level: 1 }).waitFor();
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await page.close();
  });
});
