import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { findProfile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import {
  executablePath,
  findViolations,
  type Look,
  lookOver,
  openSite,
  openTab,
  refreshWeb,
  takePicture,
} from './browser.ts';

const zh: Look = { language: 'zh', theme: 'light', width: 1280 };
const en: Look = { language: 'en', theme: 'dark', width: 1280 };
if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

const shops = [
  '企业名称,高德经度,高德纬度',
  '苏州店,120.5853,31.2990',
  '外滩店,121.4998,31.2397',
  '广场店,121.4737,31.2304',
].join('\n');

// Runs without a browser too, for the application is closed only where a test has run.
it('there are three shops', () => {
  expect(shops.split('\n')).toHaveLength(4);
});

describe.skipIf(executablePath === undefined)('places in a real browser', () => {
  let site: Awaited<ReturnType<typeof openSite>> | undefined;

  beforeAll(async () => {
    site = await openSite({ app, cookies });
  });
  afterAll(() => site?.close());

  const open = async (look: Look, path: string) => {
    if (site === undefined) throw new Error('the browser is not open');
    const { page, errors } = await openTab(site.context, site.base, look);
    await page.goto(`${site.base}${path}`);
    return { page, errors };
  };

  it('coordinates are matched in two columns, asked for by what a map copies, and sorted by distance', async () => {
    const { client } = await freshWorkspace('门店');
    const home = `/w/${(await client.call(getMe, {})).workspace?.slug ?? ''}`;
    const { page, errors } = await open(zh, `${home}/import`);
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: '门店.csv', mimeType: 'text/csv', buffer: Buffer.from(shops) }]);
    const half = (column: string) => page.getByRole('combobox', { name: `“${column}”的内容` });
    await half('高德经度').waitFor();
    expect([await half('高德经度').inputValue(), await half('高德纬度').inputValue()]).toEqual([
      '经度',
      '纬度',
    ]);
    const datum = page.getByRole('combobox', { name: '“高德纬度”的坐标系' });
    expect(await datum.inputValue()).toBe('高德、腾讯（GCJ-02）');
    await half('高德经度').scrollIntoViewIfNeeded();
    expect(await lookOver(page, 'near-wizard')).toEqual([]);
    await page.getByRole('combobox', { name: '来源名称' }).fill('门店');
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.getByText('新建客户资料的行').waitFor({ timeout: 60_000 });

    await page.goto(`${site?.base}${home}/explore?sort=coordinates:asc&cols=name,coordinates`);
    await page.getByRole('button', { name: '筛选', exact: true }).click();
    await page.getByRole('combobox', { name: '添加筛选条件' }).fill('zuobiao');
    await page.getByRole('option', { name: '坐标' }).waitFor();
    await page.keyboard.press('Enter');
    const place = page.getByRole('textbox', { name: '地点' });
    await place.fill('人民广场');
    await page.getByText('不是有效的坐标').waitFor();
    await takePicture(page, 'near-wrong');
    await place.fill('121.4693, 31.2324');
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, 'near-filter');
    await page.getByRole('button', { name: '应用' }).click();
    const chip = page.getByRole('button', { name: /^修改筛选条件/ });
    await expect.poll(() => chip.allTextContents()).toEqual(['坐标 距 31.2324, 121.4693 不超过 5 公里']);
    const names = () => page.getByRole('grid').locator('[data-row] [data-column="1"]').allTextContents();
    await expect.poll(names).toEqual(['名称', '广场店', '外滩店']);
    await chip.click();
    await page.getByRole('textbox', { name: '距离（公里）' }).fill('100');
    await page.getByRole('button', { name: '应用' }).click();
    await expect.poll(names).toEqual(['名称', '广场店', '外滩店', '苏州店']);
    expect(await lookOver(page, 'near-list')).toEqual([]);

    const shop = await findProfile(client, 'name', '广场店');
    const profile = await open(en, `${home}/profiles/${shop.id}`);
    await profile.page.getByText('31.232', { exact: false }).first().waitFor();
    expect(await lookOver(profile.page, 'near-profile')).toEqual([]);
    await profile.page.getByRole('link', { name: 'Who is within 5 km of here' }).click();
    await profile.page.waitForURL(/explore/);
    const listed = () =>
      profile.page.getByRole('grid').locator('[data-row] [data-column="1"]').allTextContents();
    await expect.poll(listed).toEqual(['Name', '广场店', '外滩店']);
    const far = () =>
      profile.page.getByRole('grid').locator('[data-row] [data-column="2"]').allTextContents();
    await expect.poll(far).toEqual(['Distance', '0 km', '2.7 km']);
    expect(await lookOver(profile.page, 'near-far')).toEqual([]);
    expect([errors, profile.errors]).toEqual([[], []]);
  });
});
