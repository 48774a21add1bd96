import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getMe, updateVisibility } from '../../src/access/contract.ts';
import type { Client } from '../../src/client.ts';
import { createProfiles, getProfile, updateProfile } from '../../src/profiles/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { findProfile, importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, creditCode, csv } from '../make.ts';
import {
  executablePath,
  findViolations,
  lookOver,
  openBrowser,
  openTab,
  refreshWeb,
  settle,
  takePicture,
  type Look,
} from './browser.ts';

const zh: Look = { language: 'zh', theme: 'light', width: 1280 };
const hostile = '<img src=x onerror=alert(1)> =1+1 \u2067甲\u2069';
if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

// Runs without a browser too, for the application is closed only where a test has run.
it('codes that the profiles of these tests have are valid ones', () => {
  expect(creditCode(41)).toHaveLength(18);
});

describe.skipIf(executablePath === undefined)('the page of a customer, in a real browser', () => {
  let browser: Awaited<ReturnType<typeof openBrowser>> | undefined;
  let client: Client;
  let [home, id] = ['', ''];

  beforeAll(async () => {
    browser = await openBrowser();
    const { port } = await app.listen(0, '127.0.0.1');
    const url = `http://127.0.0.1:${port}`;
    await browser.context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
    ({ client } = await freshWorkspace('档案'));
    home = `${url}/w/${(await client.call(getMe, {})).workspace?.slug}`;
    const company = createMaker(41).organization({ 法定代表人: '王伟', 员工人数: '80人' });
    await importFile(client, { name: '名录.csv', bytes: csv([company]) }, { source: '名录', trust: 80 });
    const rival = { ...company, 法定代表人: '李芳' };
    await importFile(client, { name: '展会.csv', bytes: csv([rival]) }, { source: '展会', trust: 30 });
    id = (await findProfile(client, 'credit_code', creditCode(41))).id;
  });

  afterAll(() => browser?.close());

  const open = async (look: Look, profile = id): Promise<{ page: Page; errors: string[] }> => {
    if (browser === undefined) throw new Error('the browser is not open');
    const tab = await openTab(browser.context, new URL(home).origin, look);
    await tab.page.goto(`${home}/profiles/${profile}`);
    await tab.page.locator('[data-field=name]').waitFor({ timeout: 30_000 });
    return tab;
  };
  const valueOf = (page: Page, key: string) => page.locator(`[data-field=${key}] button`).first();

  it('is erased by an administrator, after being asked', async () => {
    const record = { name: '应删除', emails: 'gone@example.org' };
    const { profiles } = await client.call(createProfiles, {
      kind: 'person',
      source: '名录',
      records: [record],
    });
    const { page, errors } = await open(zh, profiles[0]);
    await page.getByRole('button', { name: '删除', exact: true }).click();
    const found = await lookOver(page, 'profile-erase');
    await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
    await page.waitForURL(/\/explore/);
    const { rows } = await client.call(queryProfiles, { kind: 'person', rule: { text: '应删除' } });
    expect([rows, found, errors]).toEqual([[], [], []]);
    await page.close();
  });

  it('takes a call down, which stands in the timeline until it is taken back', async () => {
    const { page, errors } = await open(zh);
    await page.getByRole('tab', { name: '通话与拜访' }).click();
    await page.getByRole('button', { name: '记录通话或拜访' }).click();
    await page.getByRole('combobox', { name: '结果' }).click();
    await page.getByRole('option', { name: '有意向' }).click();
    await page.getByRole('textbox', { name: '分钟' }).fill('12');
    await page.getByRole('textbox', { name: '沟通内容' }).fill(hostile);
    await page.getByRole('textbox', { name: '下一步' }).fill('寄报价');
    const found = await lookOver(page, 'profile-talk-form');
    await page.getByRole('button', { name: '保存' }).click();
    await page.locator('[data-talk=call]').getByText(hostile).waitFor();
    found.push(...(await lookOver(page, 'profile-talks')));
    await page.getByRole('tab', { name: '时间线' }).click();
    await page.locator('[data-kind=call]').getByText('下一步：寄报价').waitFor();
    await page.locator('[data-kind=task]').getByText('寄报价').waitFor();
    await page.getByRole('tab', { name: '通话与拜访' }).click();
    await page.getByRole('button', { name: '撤回' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '撤回' }).click();
    await page.getByText('还没有通话或拜访记录。').waitFor();
    expect(found).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('says why a value is shown, to the pointer and to the keyboard', async () => {
    const { page, errors } = await open(zh);
    await valueOf(page, 'employees').hover();
    const why = page.getByText('2 条记录的说法一致。');
    await why.waitFor();
    await page.mouse.move(2, 2);
    await why.waitFor({ state: 'detached' });
    await valueOf(page, 'registered_capital').focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Tab');
    await why.waitFor();
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
    await valueOf(page, 'legal_representative').click();
    await page.getByText('它更新').or(page.getByText('可信度 80')).first().waitFor();
    await page.getByText('名录.csv').first().waitFor();
    await takePicture(page, 'profile-why');
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await page.close();
  });

  it('takes down that a value was verified, which stands where it is said why it is shown', async () => {
    const { page, errors } = await open(zh);
    await valueOf(page, 'employees').click();
    await page.getByRole('button', { name: '已核实…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('核实方式').selectOption({ label: '电话' });
    await dialog.getByLabel('备注').fill('前台接听');
    await settle(page);
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, 'profile-verify');
    await dialog.getByRole('button', { name: '登记' }).click();
    await dialog.waitFor({ state: 'detached' });
    await valueOf(page, 'employees').click();
    await page.getByText(/经电话核实/).waitFor();
    await takePicture(page, 'profile-verified');
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await page.close();
  });

  it('edits a value in its place, warns of one that fails its check, and takes it back', async () => {
    const { page, errors } = await open(zh);
    await valueOf(page, 'employees').hover();
    await page.getByRole('button', { name: '编辑：员工人数' }).click();
    await page.getByRole('textbox', { name: '员工人数' }).fill('100-499');
    await page.keyboard.press('Enter');
    await page.getByText('已保存“员工人数”').waitFor();
    await page.locator('[data-field=employees]').getByText('100–499').waitFor();
    expect((await client.call(getProfile, { id })).values['employees']).toMatchObject({ min: 100, max: 499 });
    await page.getByRole('button', { name: '撤销' }).click();
    await page.locator('[data-field=employees]').getByText('80', { exact: false }).waitFor();
    await page.locator('[data-edit=credit_code]').click();
    await page.getByRole('textbox', { name: '统一社会信用代码' }).fill(creditCode(41).slice(0, 17) + '?');
    await page.keyboard.press('Enter');
    await page.getByText('未通过校验。请再核对', { exact: false }).waitFor();
    await page.getByRole('button', { name: '撤销' }).last().click();
    await page.locator('[data-field=credit_code]').getByText(creditCode(41)).waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('lets the reader choose when somebody else has saved the same value first', async () => {
    const { page, errors } = await open(zh);
    await page.locator('[data-edit=address]').click();
    await page.getByRole('textbox', { name: '地址' }).fill('北京市海淀区甲一号');
    await client.call(updateProfile, { id, set: { address: '上海市徐汇区乙二号' } });
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('上海市徐汇区乙二号').waitFor();
    await takePicture(page, 'profile-conflict');
    await dialog.getByRole('button', { name: '保留所选的值' }).click();
    await page.getByText('已保存“地址”').waitFor();
    await page.locator('[data-field=address]').getByText('北京市海淀区甲一号').waitFor();
    expect((await client.call(getProfile, { id })).values['address']).toBe('北京市海淀区甲一号');
    // Browsers write what a server refuses into the console; a conflict is such an answer.
    expect(errors.filter((text) => !text.startsWith('Failed to load'))).toEqual([]);
    await page.close();
  });

  it('saves over another field that somebody else changed, without asking', async () => {
    const { page } = await open(zh);
    await page.locator('[data-edit=legal_representative]').click();
    await page.getByRole('textbox', { name: '法定代表人' }).fill('赵六');
    await client.call(updateProfile, { id, set: { website: 'example.cn' } });
    await page.keyboard.press('Enter');
    await page.getByText('已保存“法定代表人”').waitFor();
    expect((await client.call(getProfile, { id })).values).toMatchObject({ legal_representative: '赵六' });
    await page.close();
  });

  it('shows hostile names and values as text', async () => {
    const record = {
      name: hostile,
      address: '<script>alert(2)</script>',
      website: 'javascript:alert(3)',
      tags: hostile,
    };
    const made = await client.call(createProfiles, {
      kind: 'organization',
      source: hostile,
      records: [record],
    });
    const { page, errors } = await open(zh, made.profiles[0]);
    await page.getByText('<script>alert(2)</script>').first().waitFor();
    expect(await page.locator('a[href^="javascript"], main img, main script').count()).toBe(0);
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await page.close();
  });

  it('keeps notes, tasks and files beside a customer, and tells of them in the timeline', async () => {
    const { page, errors } = await open(zh);
    const tab = (name: string) => page.getByRole('tab', { name }).click();
    await tab('备注');
    await page.getByRole('textbox', { name: '备注' }).fill(`${hostile}\nhttps://example.cn/a`);
    await page.getByRole('button', { name: '添加备注' }).click();
    const note = page.getByRole('list', { name: '备注列表' }).getByRole('listitem');
    await note.getByText('<img src=x onerror=alert(1)>', { exact: false }).waitFor();
    expect(await note.getByRole('link').getAttribute('href')).toBe('https://example.cn/a');
    await page.getByRole('button', { name: '置顶' }).click();
    await note.getByText('已置顶').waitFor();
    await tab('待办');
    await page.getByRole('textbox', { name: '要做什么？' }).fill('回访客户');
    await page.getByLabel('截止日期').fill('2020-01-02');
    await page.getByRole('button', { name: '添加待办' }).click();
    await page.getByText('已逾期', { exact: false }).waitFor();
    await page.getByRole('checkbox', { name: '完成：回访客户' }).click();
    await page.locator('[data-done=true]').waitFor();
    await tab('文件');
    const file = {
      name: '合同 <b>.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<script>1</script>'),
    };
    await page.locator('input[type=file]').setInputFiles(file);
    const link = page.getByRole('link', { name: '合同 <b>.html' });
    await link.waitFor();
    const answer = await page.request.get(new URL((await link.getAttribute('href')) ?? '', home).href);
    expect(answer.headers()).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringContaining('attachment'),
      'x-content-type-options': 'nosniff',
    });
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await tab('时间线');
    for (const what of [
      '写了备注',
      '添加了待办',
      '完成了待办',
      '添加了文件',
      '修改了资料',
      '来自“名录”的记录',
    ])
      await page.getByText(what).first().waitFor();
    await page.getByText('备注', { exact: true }).last().click();
    await page.getByText('来自“名录”的记录').waitFor({ state: 'detached' });
    await takePicture(page, 'profile-timeline');
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await page.close();
  });

  it('relates customers with each other', async () => {
    await client.call(createProfiles, {
      kind: 'organization',
      source: 'Test',
      records: [{ name: '云图物流集团', credit_code: creditCode(77) }],
    });
    const { page, errors } = await open(zh);
    await page.getByRole('tab', { name: '关系' }).click();
    await page.getByRole('combobox', { name: '另一客户' }).fill('云图物流');
    await page.getByRole('option', { name: '云图物流集团' }).click();
    await page.getByRole('button', { name: '添加', exact: true }).click();
    const link = page.getByRole('list', { name: '关系列表' }).getByRole('link', { name: '云图物流集团' });
    await link.waitFor();
    await takePicture(page, 'profile-relationships');
    expect([errors, await findViolations(page)]).toEqual([[], []]);
    await link.click();
    await page.getByRole('heading', { name: '云图物流集团' }).waitFor();
    await page.getByRole('tab', { name: '关系' }).click();
    await page.getByRole('button', { name: '删除关系' }).click();
    await page.getByText('尚无已知关系。').waitFor();
    expect(errors).toEqual([]);
    await page.close();
  });

  it('shows what a viewer sees, no way to change it, and one masked value where that is allowed', async () => {
    const masked = { internal: 'full', personal: 'masked', sensitive: 'hidden' } as const;
    const full = { internal: 'full', personal: 'full', sensitive: 'full' } as const;
    await client.call(updateVisibility, {
      viewer: masked,
      analyst: masked,
      editor: full,
      admin: full,
      reveals: { viewer: ['personal'], analyst: ['personal'] },
    });
    const { page, errors } = await open(zh);
    await page.getByText('王伟').or(page.getByText('赵六')).first().waitFor();
    await page.getByRole('button', { name: '我的账号' }).click();
    await page.getByRole('menuitemradio', { name: '查看者' }).click();
    await page.getByRole('img', { name: '您的角色只能看到脱敏后的值' }).first().waitFor();
    expect(await page.locator('[data-edit]').count()).toBe(0);
    expect(await page.locator('[data-field=legal_representative]').textContent()).not.toContain('赵六');
    await page.getByRole('button', { name: '查看完整值：法定代表人' }).click();
    const revealed = page.locator('[data-field=legal_representative]').getByRole('status');
    await revealed.getByText('赵六').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, 'profile-as-viewer');
    await page.getByRole('button', { name: '重新隐藏：法定代表人' }).click();
    await revealed.waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
    await page.close();
  });
});
