import { readFile } from 'node:fs/promises';
import type { Download, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { getMe } from '../../src/access/contract.ts';
import { importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv, type Row } from '../make.ts';
import {
  createTabs,
  executablePath,
  findViolations,
  openBrowser,
  refreshWeb,
  runsSideways,
  takePicture,
  type Look,
  type Tab,
} from './browser.ts';

const zh: Look = { language: 'zh', theme: 'light', width: 1280 };
const en: Look = { language: 'en', theme: 'dark', width: 1280 };
const phone: Look = { language: 'en', theme: 'light', width: 360 };
if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();
/** What is to be true soon; the machine may be slow. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });
const trades = ['软件开发', '批发业', '医疗仪器设备及器械制造'];

function company(row: Row, i: number): Row {
  const state = i % 4 === 0 ? '注销' : '存续';
  return { ...row, 行业: trades[i % trades.length] ?? '', 经营状态: state };
}

// Runs without a browser too, for the application is closed only where a test has run.
it('customers that are looked for here are of several trades', () => {
  expect(company({}, 1)).toEqual({ 行业: '批发业', 经营状态: '存续' });
});

describe.skipIf(executablePath === undefined)('what is asked of the list, in a real browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
  let go: ReturnType<typeof createTabs> | undefined;

  beforeAll(async () => {
    browser = await openBrowser();
    const { port } = await app.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${port}`;
    await browser.context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
    const { client } = await freshWorkspace('筛选');
    go = createTabs(browser.context, `${url}/w/${(await client.call(getMe, {})).workspace?.slug}`);
    const rows = createMaker(1).organizations(200).map(company);
    await importFile(client, { name: '名录.csv', bytes: csv(rows) }, { source: '=名录 <b>' });
  });

  afterAll(() => browser?.close());

  const open = async (look: Look, rule?: unknown, more = ''): Promise<Tab> => {
    if (go === undefined) throw new Error('the browser is not open');
    const query = rule === undefined ? '' : `rule=${encodeURIComponent(JSON.stringify(rule))}`;
    const chips = `ul[aria-label=${look.language === 'zh' ? '筛选条件' : 'Filters'}]`;
    return go(look, `/explore?${query}${more}`, chips);
  };
  const ruleOf = (page: Page): unknown =>
    JSON.parse(new URL(page.url()).searchParams.get('rule') ?? '{"all":[]}');
  const chips = (page: Page) =>
    page.getByRole('button', { name: /^(修改筛选条件|Change the filter)/ }).allTextContents();
  const settled = async ({ page, errors }: { page: Page; errors: string[] }, name: string) => {
    const found = await findViolations(page);
    await takePicture(page, name);
    expect([errors, found, await runsSideways(page)]).toEqual([[], [], false]);
  };

  it('takes filters from a menu that knows pinyin, changes and removes them by the keyboard', async () => {
    const tab = await open(zh);
    const { page } = tab;
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByRole('combobox', { name: '添加筛选条件' }).fill('yuangongrenshu');
    await page.getByRole('option', { name: '员工人数' }).waitFor();
    await takePicture(page, 'rules-field-menu');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /^从/ }).fill('100');
    await page.getByRole('textbox', { name: /^到/ }).fill('1000万');
    await takePicture(page, 'rules-range');
    await page.keyboard.press('Enter');
    await eventually(() => chips(page)).toEqual(['员工人数 100 – 1000万']);
    expect(ruleOf(page)).toEqual({ all: [{ field: 'employees', gte: 100, lte: '1000万' }] });
    await page.getByRole('button', { name: /^修改筛选条件/ }).click();
    await page.getByRole('textbox', { name: /^到/ }).fill('');
    await page.getByRole('button', { name: '应用' }).click();
    await eventually(() => chips(page)).toEqual(['员工人数 ≥ 100']);
    await settled(tab, 'rules-chips-zh');
    await page.getByRole('button', { name: /^修改筛选条件/ }).focus();
    await page.keyboard.press('Delete');
    await eventually(() => chips(page)).toEqual([]);
  });

  it('chooses places in a tree, by the keyboard, with boxes of what is chosen in part', async () => {
    const { page } = await open(zh);
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByRole('combobox', { name: '添加筛选条件' }).fill('地区');
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    const tree = page.getByRole('tree');
    await tree.getByRole('treeitem', { name: '江苏省' }).focus();
    await page.keyboard.press('ArrowRight');
    await tree.getByRole('treeitem', { name: '苏州市' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press(' ');
    await eventually(() => tree.getByRole('treeitem', { name: '江苏省' }).getAttribute('aria-checked')).toBe(
      'mixed',
    );
    await page.getByLabel('查找').fill('sh');
    // Before what is found takes its place, the whole tree has that city too, elsewhere.
    await tree.getByRole('treeitem', { name: '内蒙古自治区', exact: true }).waitFor({ state: 'detached' });
    await tree.getByRole('treeitem', { name: '上海市' }).first().click();
    await takePicture(page, 'rules-tree');
    expect(await findViolations(page)).toEqual([]);
    await page.getByRole('button', { name: '应用' }).click();
    await eventually(() => chips(page)).toEqual(['地区 南京市、上海市']);
    expect(ruleOf(page)).toEqual({ all: [{ field: 'region', under: ['320100', '310000'] }] });
  });

  it('builds groups in groups, says what is wrong where it is, and keeps what it cannot draw', async () => {
    const strange = { field: 'employees', gte: 5, exists: true };
    const tab = await open(en, { all: [strange] });
    const { page } = tab;
    await page.getByRole('button', { name: 'Combine' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('As JSON', { exact: true }).first().waitFor();
    await dialog.getByText('200 fit').waitFor();
    await dialog.getByRole('button', { name: 'Group' }).click();
    const inner = dialog.getByRole('group').nth(1);
    await inner.getByRole('button', { name: 'Condition' }).click();
    await page.getByRole('combobox', { name: 'Add a filter' }).fill('employees');
    await page.getByRole('listbox').getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await inner.getByLabel(/^From/).fill('many');
    await inner.getByRole('alert').getByText('“many” is not a number').waitFor();
    await inner.getByLabel(/^From/).fill('1000');
    await dialog.getByText(/^\d+ fit/).waitFor();
    await inner.getByRole('button', { name: 'Turn into its opposite' }).first().click();
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, 'rules-builder');
    await dialog.getByRole('button', { name: 'Use this filter' }).click();
    await eventually(() => ruleOf(page)).toEqual({
      all: [strange, { not: { any: [{ field: 'employees', gte: 1000 }] } }],
    });
    expect(tab.errors.filter((text) => !text.startsWith('Failed to load'))).toEqual([]);
  });

  it('narrows by counts that follow the filter, each counted without its own', async () => {
    const tab = await open(zh);
    const { page } = tab;
    const rail = page.getByRole('complementary', { name: '缩小范围' });
    const facet = (name: string) => rail.getByRole('group', { name, exact: true });
    await facet('地区').getByText('上海市').waitFor();
    await facet('地区').getByRole('checkbox', { name: '上海市' }).check();
    await facet('登记状态').getByText('30').waitFor();
    expect(await facet('地区').getByRole('listitem').count()).toBe(5);
    await facet('地区').getByRole('checkbox', { name: '北京市' }).check();
    await eventually(() => ruleOf(page)).toEqual({ all: [{ field: 'region', under: ['310000', '110000'] }] });
    await facet('地区').getByRole('button', { name: '展开广东省' }).click();
    await facet('地区').getByRole('checkbox', { name: '深圳市' }).waitFor();
    await settled(tab, 'rules-facets-zh');
    const handle = facet('员工人数').getByRole('slider', { name: '员工人数：下限' });
    await handle.focus();
    await page.keyboard.press('ArrowRight');
    await eventually(() => chips(page)).toHaveLength(2);
    await facet('地区').getByRole('button', { name: '清除“地区”' }).click();
    await eventually(() => chips(page)).toHaveLength(1);
    const small = await open(phone);
    await small.page.getByRole('button', { name: 'Narrow down' }).click();
    await small.page.getByRole('dialog').getByText('Shanghai').first().waitFor();
    await settled(small, 'rules-facets-phone');
  });

  it('suggests while one types, with an input method too, and drops no key', async () => {
    const tab = await open(zh);
    const { page } = tab;
    const box = page.getByRole('combobox', { name: '搜索' });
    await box.focus();
    await page.keyboard.type('qiming ruanjian 1', { delay: 15 });
    expect(await box.inputValue()).toBe('qiming ruanjian 1');
    await box.fill('');
    const typing = await page.context().newCDPSession(page);
    for (const text of ['s', 'sh', "sh'h", 'shang’h'])
      await typing.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      });
    await page.keyboard.press('Enter');
    await typing.send('Input.insertText', { text: '上海' });
    expect(await box.inputValue()).toBe('上海');
    await page.getByRole('option', { name: '地区: 上海市' }).first().waitFor();
    await takePicture(page, 'rules-suggestions');
    expect(await findViolations(page)).toEqual([]);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(() => chips(page)).toEqual(['地区 上海市']);
    expect(await box.inputValue()).toBe('');
    await box.focus();
    await page.keyboard.type('qmrj');
    expect(await box.inputValue()).toBe('qmrj');
    await page
      .getByRole('option', { name: /启明软件/ })
      .first()
      .click();
    await page.waitForURL(/open=org_/);
    await box.fill('');
    await page.getByRole('option', { name: 'qmrj' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('option').first().waitFor({ state: 'detached' });
    expect(tab.errors).toEqual([]);
  });

  it('draws the result, filters by a click, and gives pictures and safe numbers away', async () => {
    const tab = await open(zh, undefined, 'tab=charts');
    const { page } = tab;
    const card = (key: string) => page.locator(`section[data-field=${key}]`).first();
    await card('region').locator('canvas').first().waitFor();
    await settled(tab, 'rules-charts-zh');
    const read = async (download: Download) => readFile((await download.path()) ?? '');
    const save = async (key: string, what: RegExp): Promise<Buffer> => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        card(key).getByRole('button', { name: what }).click(),
      ]);
      return read(download);
    };
    const numbers = (await save('_sources', /表格 CSV$/)).toString('utf8');
    expect(numbers).toBe('\uFEFF"来源","客户数","占比"\r\n"\'=名录 <b>",200,1\r\n');
    expect((await save('region', /图片 PNG$/)).subarray(1, 4).toString()).toBe('PNG');
    const size = z
      .object({ width: z.number(), height: z.number() })
      .parse(await card('region').locator('canvas').first().boundingBox());
    // Shanghai is the last tile of the fifth row.
    await card('region')
      .getByRole('img', { name: '地区' })
      .click({ position: { x: (size.width / 8) * 7.5, y: (size.height / 8) * 4.5 } });
    await eventually(() => ruleOf(page)).toEqual({ all: [{ field: 'region', under: '310000' }] });
    await card('region').getByRole('button', { name: '全国' }).click();
    await eventually(() => chips(page)).toEqual([]);
    await card('registration_status').getByLabel('图表类型').selectOption('table');
    await card('registration_status').getByRole('button', { name: /存续/ }).click();
    await eventually(() => chips(page)).toEqual(['登记状态 存续']);
    const other = await open(en, undefined, 'tab=charts');
    await other.page.locator('section[data-field=region] canvas').first().waitFor();
    await settled(other, 'rules-charts-en');
    for (const width of [360, 2560]) {
      await other.page.setViewportSize({ width, height: 800 });
      await takePicture(other.page, `rules-charts-en-${width}`);
      expect(await runsSideways(other.page)).toBe(false);
    }
    await other.page.setViewportSize({ width: en.width, height: 800 });
  });
});
