import { describe, expect, it, vi } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { listSources } from '../../src/sources/contract.ts';
import { importFile, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import { longestMs } from '../wait.ts';
import { executablePath, lookOver, openSite, openTab, refreshWeb } from './browser.ts';

if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

/** A workspace of its own in a browser. */
async function openHome() {
  const { client } = await freshWorkspace();
  const { workspace } = await client.call(getMe, {});
  const { base, context, close } = await openSite({ app, cookies });
  return { client, context, home: `${base}/w/${workspace?.slug}`, close };
}

describe.skipIf(executablePath === undefined)('a source in a real browser', () => {
  it('has its purpose and its time, and says what goes before it does', async () => {
    const { client, context, home, close } = await openHome();
    const found: string[] = [];
    try {
      const make = createMaker();
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 20 * 86_400_000 });
      await importFile(client, { name: 'a.csv', bytes: csv(make.organizations(3)) }, { source: '名录' });
      vi.useRealTimers();
      await importFile(client, { name: 'b.csv', bytes: csv(make.organizations(2)) }, { source: '名录' });
      const [source] = (await client.call(listSources, {})).rows;
      const { page, errors } = await openTab(context, new URL(home).origin, {
        language: 'zh',
        theme: 'light',
        width: 1280,
      });
      await page.goto(`${home}/sources/${source?.id}`);
      await page.getByRole('button', { name: '修改' }).first().click();
      await page.getByRole('textbox', { name: '处理目的' }).fill('寄送 <b>样品</b>');
      await page.getByRole('combobox', { name: '合法性基础' }).click();
      await page.getByRole('option', { name: '合同' }).click();
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.getByText('寄送 <b>样品</b>').waitFor();
      await page.getByRole('button', { name: '修改' }).nth(1).click();
      await page.getByRole('textbox', { name: '天数' }).fill('10');
      await page.locator('[data-preview="3"]').waitFor();
      found.push(...(await lookOver(page, 'source-retention')));
      await page.getByRole('button', { name: '按此期限保存' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '按此期限保存' }).click();
      await page.getByText('到达后保存 10 天').waitFor();
      await expect.poll(async () => (await listProfiles(client)).length, { timeout: longestMs }).toBe(2);
      expect(found).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      vi.useRealTimers();
      await close();
    }
  });

  it('of a partner brings what was agreed, once its list is accepted', async () => {
    const { client, context, home, close } = await openHome();
    const found: string[] = [];
    try {
      const { page, errors } = await openTab(context, new URL(home).origin, {
        language: 'en',
        theme: 'light',
        width: 1280,
      });
      await page.goto(`${home}/agreements`);
      await page.getByRole('button', { name: 'New agreement' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox', { name: 'Partner' }).fill('Fair <b>Ltd</b>');
      await dialog.getByRole('textbox', { name: 'Source' }).fill('Fair list');
      await dialog.getByRole('textbox', { name: 'Purpose' }).fill('Invitations');
      await dialog.getByLabel('Until').fill('2999-12-31');
      await dialog.getByRole('textbox', { name: 'The words that people agreed to' }).fill('I agree.');
      await dialog.getByRole('textbox', { name: 'Proof', exact: true }).fill('Sign-up page');
      await dialog.getByRole('textbox', { name: 'Column with the proof of each person' }).fill('proof');
      found.push(...(await lookOver(page, 'agreements-new')));
      await dialog.getByRole('button', { name: 'New agreement' }).click();
      await page.getByRole('heading', { name: 'Fair <b>Ltd</b>' }).waitFor();
      const list = 'name,email,mobile,proof\nLi Na,li@fair.cn,13911110001,F-1\n';
      const file = { name: 'fair.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
      await page.locator('input[type=file]').setInputFiles(file);
      await page.locator('[data-use=left-out]').getByText('mobile').waitFor();
      found.push(...(await lookOver(page, 'agreements-waiting')));
      expect(await listProfiles(client, { kind: 'person' })).toEqual([]);
      await page.getByRole('button', { name: 'Accept' }).click();
      await page.getByText('accepted', { exact: true }).waitFor();
      await expect
        .poll(async () => (await listProfiles(client, { kind: 'person' })).map(({ name }) => name), {
          timeout: longestMs,
        })
        .toEqual(['Li Na']);
      expect(found).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});
