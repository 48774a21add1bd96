import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import iconv from 'iconv-lite';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { writeScenario } from '../../src/sources/index.ts';
import { countProfiles, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import {
  executablePath,
  findViolations,
  openBrowser,
  openTab,
  refreshWeb,
  runsSideways,
  settle,
  takePicture,
  type Look,
} from './browser.ts';

if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

const zh: Look = { language: 'zh', theme: 'light', width: 1280 };
const en: Look = { language: 'en', theme: 'light', width: 1280 };
const fortune = '../shared/data/company/fortune1000_2022.csv';

/** Nine columns of companies; rows three and six have a name that is cut in two by an unquoted comma. */
function tornFile(): string {
  return csv(createMaker(500).organizations(8))
    .split('\r\n')
    .map((line, at) => (at === 3 || at === 6 ? line.replace('有限公司', ',有限公司') : line))
    .join('\r\n');
}

// Runs without a browser too, for the application is closed only where a test has run.
it('the torn file has two torn rows', () => {
  expect(tornFile().match(/,有限公司/g)).toHaveLength(2);
});

describe.skipIf(executablePath === undefined)('importing in a real browser', () => {
  const opened: { context?: BrowserContext; close?: () => Promise<void>; base: string; folder: string } = {
    base: '',
    folder: '',
  };

  beforeAll(async () => {
    opened.folder = await mkdtemp(join(tmpdir(), 'clientele-import-'));
    const { port } = await app.listen(0, '127.0.0.1');
    opened.base = `http://127.0.0.1:${port}`;
    Object.assign(opened, await openBrowser());
    await opened.context?.addCookies(cookies.map((cookie) => ({ ...cookie, url: opened.base })));
  });

  afterAll(async () => {
    await opened.close?.();
    await rm(opened.folder, { recursive: true, force: true });
  });

  async function write(name: string, content: string | Uint8Array): Promise<string> {
    const path = join(opened.folder, name);
    await writeFile(path, content);
    return path;
  }

  /** The wizard of a new workspace, with files chosen. */
  async function openWizard(look: Look, files: readonly string[]) {
    if (opened.context === undefined) throw new Error('the browser is not open');
    for (const former of opened.context.pages().slice(1)) await former.close();
    const { client } = await freshWorkspace();
    const { workspace } = await client.call(getMe, {});
    const { page, errors } = await openTab(opened.context, opened.base, look);
    await page.goto(`${opened.base}/w/${workspace?.slug ?? ''}/import`);
    await page.locator('input[type=file]').setInputFiles([...files]);
    return { page, errors, client };
  }

  async function looksRight(page: Page, errors: readonly string[], name: string): Promise<void> {
    const found = await findViolations(page);
    const { width = 1280 } = page.viewportSize() ?? {};
    const sideways: number[] = [];
    for (const wide of [1280, 360]) {
      await page.setViewportSize({ width: wide, height: 900 });
      await takePicture(page, `${name}-${wide}`);
      if (await runsSideways(page)) sideways.push(wide);
    }
    await page.setViewportSize({ width, height: 800 });
    expect({ errors, found, sideways }).toEqual({ errors: [], found: [], sideways: [] });
  }

  const numberIn = async (page: Page, label: string) =>
    page.locator('dl div', { hasText: label }).first().locator('dd').first().textContent();

  it.skipIf(!existsSync(fortune))(
    'takes real companies in: guessed, checked, imported, taken back',
    async () => {
      const { page, errors, client } = await openWizard(en, [fortune]);
      await page.getByRole('heading', { name: 'How the file is read: fortune1000_2022.csv' }).waitFor();
      await page.getByRole('combobox', { name: 'Name of the source' }).fill('Fortune');
      await page.getByRole('button', { name: 'Check first' }).click();
      await page.getByText('Import for good').waitFor();
      await page.getByText('Rows that begin a new profile').waitFor({ timeout: 60_000 });
      expect(await numberIn(page, 'New customers')).toBe('1,000');
      expect(await countProfiles(client)).toBe(0);
      await looksRight(page, errors, 'import-checked');
      await page.getByRole('button', { name: 'Import for good' }).click();
      await page.waitForURL('**/imports/imp_*');
      await page.getByText('Rows that begin a new profile').waitFor({ timeout: 60_000 });
      expect(await countProfiles(client)).toBe(1_000);
      await looksRight(page, errors, 'import-result');
      await page.getByRole('link', { name: 'Again with these settings' }).click();
      await page.getByText('As the earlier import of “Fortune”').waitFor();
      await page.goBack();
      await page.getByRole('button', { name: 'Take back' }).click();
      await page.getByText('1,000 customers that only this import speaks of go').waitFor();
      await takePicture(page, 'import-undo');
      await page.getByRole('button', { name: 'Take it back' }).click();
      await page.getByText('This import was taken back.').waitFor({ timeout: 60_000 });
      expect(await countProfiles(client)).toBe(0);
    },
  );

  it('reads Chinese files in GB18030, finds fields by pinyin and remembers what was matched', async () => {
    const options = { rows: 120, seed: 7, directory: opened.folder, encoding: 'gb18030' as const };
    const { files } = await writeScenario('b2b-directory', options);
    const file = files.find(({ kind }) => kind === 'organization');
    if (file === undefined) throw new Error('the scenario has no file of organisations');
    const { page, errors, client } = await openWizard(zh, [file.path]);
    await page.getByText('gb18030 ·').waitFor();
    await page.getByRole('combobox', { name: '来源名称' }).fill('名录');
    await looksRight(page, errors, 'import-chinese');
    const column = page.getByRole('combobox', { name: /的字段/ }).last();
    const name = (await column.getAttribute('aria-label')) ?? '';
    await column.click();
    await column.fill('beizhu');
    await takePicture(page, 'import-pinyin');
    await page.getByRole('option', { name: /备注/ }).click();
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.waitForURL('**/imports/imp_*');
    await page.getByText('新建客户资料的行').waitFor({ timeout: 60_000 });
    expect(await countProfiles(client)).toBeGreaterThan(50);
    await page.getByRole('link', { name: '用相同设置再次导入' }).click();
    await page.locator('input[type=file]').setInputFiles(file.path);
    await page.getByText('已按该来源上次相同表头的匹配填好。').waitFor();
    expect(await page.getByRole('combobox', { name }).inputValue()).toContain('备注');
  });

  it('mends rejected rows in the grid and sends them again', async () => {
    const { page, errors, client } = await openWizard(en, [await write('torn.csv', tornFile())]);
    await page.getByRole('combobox', { name: 'Name of the source' }).fill('Torn');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.waitForURL('**/imports/imp_*');
    await page.getByText('2 still rejected').waitFor({ timeout: 60_000 });
    expect(await countProfiles(client)).toBe(6);
    await looksRight(page, errors, 'mend');
    const first = page.getByLabel('Line 4, 企业名称');
    await first.focus();
    await page.getByLabel('Cells are joined by').fill('');
    await page.getByRole('button', { name: 'Join with next cell' }).click();
    expect(await first.inputValue()).toMatch(/有限公司$/);
    await takePicture(page, 'mend-edited');
    await page.getByRole('button', { name: 'Send 1 row again' }).click();
    await page.getByText('These rows were rejected at first').waitFor();
    await page.getByText('Rows that begin a new profile').waitFor({ timeout: 60_000 });
    expect((await listProfiles(client)).map((row) => row['name'])).toHaveLength(7);
    await page.getByRole('link', { name: 'the first import' }).click();
    await page.getByText('1 still rejected').waitFor();
    await page.getByLabel('Line 4, 企业名称').waitFor({ state: 'detached' });
    await page.getByLabel('Only rows not mended yet').click();
    await page.getByLabel('Line 4, 企业名称').waitFor();
  });

  it('puts several files together by their layout, and says what is wrong with others', async () => {
    const make = createMaker(900);
    const encrypted = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(600),
    ]);
    const { page, errors, client } = await openWizard(en, [
      await write('north.csv', csv(make.organizations(3))),
      await write('south.csv', csv(make.organizations(3))),
      await write('people.csv', csv(make.persons(4))),
      await write('secret.xlsx', encrypted),
      await write('empty.csv', ''),
    ]);
    await page.getByRole('heading', { name: 'How the file is read: 2 files of the same layout' }).waitFor();
    await page.getByRole('heading', { name: 'How the file is read: people.csv' }).waitFor();
    await page.getByText('is protected by a password').waitFor();
    await page.getByText('The file "empty.csv" is empty').waitFor();
    await takePicture(page, 'import-several');
    await page.getByRole('button', { name: 'Leave out: secret.xlsx' }).click();
    await page.getByRole('button', { name: 'Stop sending: empty.csv' }).click();
    await page.getByRole('combobox', { name: 'Name of the source' }).fill('Branches');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.waitForURL('**/imports?source=Branches');
    await page.getByRole('link', { name: /north[.]csv, south|south[.]csv, north/ }).waitFor();
    await page.getByText('Done').nth(1).waitFor({ timeout: 60_000 });
    expect([await countProfiles(client), await countProfiles(client, { all: [] }, 'person')]).toEqual([6, 4]);
    const unexpected = errors.filter((text) => !text.startsWith('Failed to load'));
    await looksRight(page, unexpected, 'imports');
  });

  it('shows a wrong encoding as it would be read, and goes back', async () => {
    const bytes = iconv.encode(csv(createMaker(950).organizations(5)), 'gb18030');
    const { page } = await openWizard(en, [await write('old.csv', bytes)]);
    await page.getByRole('columnheader', { name: '企业名称' }).waitFor();
    await page.getByRole('combobox', { name: 'Encoding' }).click();
    await page.getByRole('option', { name: 'WINDOWS-1252' }).click();
    await page.getByRole('columnheader', { name: '企业名称' }).waitFor({ state: 'detached' });
    await takePicture(page, 'import-wrong-encoding');
    // What was said survives the page.
    await page.getByRole('combobox', { name: 'Name of the source' }).fill('Old');
    await page.getByRole('textbox', { name: 'Trust' }).fill('70');
    await page.reload();
    const encoding = page.getByRole('combobox', { name: 'Encoding' });
    await encoding.waitFor();
    expect(await encoding.inputValue()).toBe('WINDOWS-1252');
    expect(await page.getByRole('textbox', { name: 'Trust' }).inputValue()).toBe('70');
    await page.getByRole('combobox', { name: 'Encoding' }).click();
    await page.getByRole('option', { name: 'GB18030' }).click();
    await page.getByRole('columnheader', { name: '企业名称' }).waitFor();
  });

  it('takes a file that is dropped on any page', async () => {
    const { page } = await openWizard(en, []);
    const home = page.url().replace(/[/]import$/, '/jobs');
    await page.goto(home);
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    await settle(page);
    await page.evaluate(`{
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['Company,Phone\\nAcme Ltd,+442079460000\\n'], 'dropped.csv'));
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }`);
    await page.waitForURL('**/import*');
    await page.getByRole('heading', { name: 'How the file is read: dropped.csv' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'How the file is read: dropped.csv' }).waitFor();
  });

  it('shows what a source brought, and rebuilds profiles after its trust was changed', async () => {
    const make = createMaker(970);
    const { page, errors, client } = await openWizard(zh, [
      await write('source.csv', csv(make.organizations(12))),
    ]);
    await page.getByRole('combobox', { name: '来源名称' }).fill('展会 2026');
    await page.getByRole('button', { name: '导入', exact: true }).click();
    await page.waitForURL('**/imports/imp_*');
    await page.getByText('新建客户资料的行').waitFor({ timeout: 60_000 });
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.getByRole('cell', { name: '12' }).waitFor();
    await looksRight(page, errors, 'sources');
    await page.getByRole('link', { name: '展会 2026' }).click();
    await page.getByText('质量与影响').waitFor();
    await looksRight(page, errors, 'source');
    await page.getByRole('button', { name: '修改' }).first().click();
    await page.getByRole('textbox', { name: '可信度' }).fill('90');
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('button', { name: '重建全部客户资料' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '重建全部客户资料' }).click();
    await page.getByText('正在重建全部客户资料').first().waitFor();
    await page.getByText('100%').first().waitFor({ timeout: 60_000 });
    expect(await countProfiles(client)).toBe(12);
  });
});
