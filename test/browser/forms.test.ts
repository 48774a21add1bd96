import { createServer } from 'node:http';

import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { openTestApp } from '../harness.ts';
import {
  executablePath,
  findViolations,
  lookOver,
  openBrowser,
  openTab,
  refreshWeb,
  runsSideways,
  takePicture,
} from './browser.ts';

if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

/** Makes a form by hand, in Chinese; answers the address of its page. */
async function design(page: Page, found: string[]): Promise<string> {
  await page.getByText('还没有表单').waitFor();
  await page.getByRole('textbox', { name: '名称' }).fill('春季新品登记');
  await page.getByRole('button', { name: '新建表单' }).click();
  await page.getByRole('textbox', { name: '标题（中文）' }).fill('春季 <b>新品</b>');
  await page.getByRole('button', { name: '添加问题' }).click();
  await page.getByRole('textbox', { name: '问题（中文）' }).last().fill('满意吗？');
  await page.getByRole('combobox', { name: '回答方式' }).last().click();
  await page.getByRole('option', { name: '1–5 分评价' }).click();
  await page.getByRole('checkbox', { name: '必填' }).last().check();
  const preview = page.locator('[data-preview]');
  await preview.getByText('春季 <b>新品</b>').waitFor();
  await preview.getByText('满意吗？').waitFor();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByText('尚未保存').waitFor({ state: 'hidden' });
  found.push(...(await lookOver(page, 'forms-designer')));
  await page.getByRole('tab', { name: '发布' }).click();
  found.push(...(await lookOver(page, 'forms-share')));
  return (await page.getByRole('link', { name: '打开页面' }).getAttribute('href')) ?? '';
}

/** Fills the form in on a telephone, inside a page of another site. */
async function fillIn(context: BrowserContext, base: string, path: string): Promise<string[]> {
  const { page, errors } = await openTab(context, base, { language: 'zh', theme: 'light', width: 360 });
  const found: string[] = [];
  await page.goto(`${base}${path}?lang=zh`);
  found.push(...(await findViolations(page)));
  await page.setViewportSize({ width: 360, height: 800 });
  await takePicture(page, 'forms-hosted-360');
  if (await runsSideways(page)) found.push('hosted runs sideways');

  // A page of another origin, as every shop has one.
  const shop = createServer((_request, response) => {
    const known = `<script>localStorage.setItem('ajs_anonymous_id', '"anon-1"')</script>`;
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><title>Shop</title><link rel="icon" href="data:,"><body>${known}<h1>Shop</h1><script src="${base}${path}.js" data-lang="zh"></script>`,
    );
  });
  onTestFinished(() => void shop.close());
  await new Promise<void>((resolve) => {
    shop.listen(0, '127.0.0.1', resolve);
  });
  const address = shop.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await page.goto(`http://127.0.0.1:${port}/spring?utm_source=wechat`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('textbox', { name: '您的姓名' }).fill('周 <i>小红</i>');
  await frame.getByRole('button', { name: '提交' }).click();
  await frame.getByText('请检查标出的问题。').waitFor();
  await frame.getByRole('textbox', { name: '电子邮箱' }).fill('zhou@example.org');
  await frame.getByRole('radio', { name: '4' }).check();
  await frame.getByRole('checkbox', { name: /我同意通过电子邮件/ }).check();
  await takePicture(page, 'forms-embedded-360');
  await frame.getByRole('button', { name: '提交' }).click();
  await frame.getByRole('heading', { name: /感谢您/ }).waitFor();
  await takePicture(page, 'forms-thanks-360');
  await page.close();
  return [...found, ...errors];
}

describe.skipIf(executablePath === undefined)('forms in a real browser', () => {
  it('go from the designer to a page on a telephone, and what is filled in to the profile', async () => {
    const { port } = await app.listen(0, '127.0.0.1');
    const base = `http://127.0.0.1:${port}`;
    const { context, close } = await openBrowser();
    const found: string[] = [];
    try {
      const { workspace } = await (await freshWorkspace()).client.call(getMe, {});
      await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: base })));
      const look = { language: 'zh', theme: 'light', width: 1280 } as const;
      const { page, errors } = await openTab(context, base, look);
      await page.goto(`${base}/w/${workspace?.slug}/forms`);
      const path = await design(page, found);
      found.push(...(await fillIn(context, base, path)));
      await page.getByRole('tab', { name: '提交记录' }).click();
      await page.locator('[data-state=taken]').waitFor();
      await page.getByText('wechat', { exact: true }).waitFor();
      found.push(...(await lookOver(page, 'forms-submissions')));
      await page.getByRole('link', { name: '查看档案' }).click();
      await page.getByRole('heading', { name: '周 <i>小红</i>' }).waitFor();
      await page.getByText('提交表单').waitFor();
      await page.getByRole('tab', { name: '同意' }).click();
      await page.getByText('我同意通过电子邮件接收资讯与优惠信息').waitFor();
      await takePicture(page, 'forms-profile');
      await page.getByRole('button', { name: '给客户的链接' }).click();
      const link = await page.locator('[role=dialog] code').first().textContent();
      found.push(...(await findViolations(page)));
      await takePicture(page, 'forms-links');
      // The customer's own page, on a telephone: what was allowed by the form is taken back there.
      await page.setViewportSize({ width: 360, height: 800 });
      await page.goto(`${base}${new URL(link ?? '').pathname}?lang=zh`);
      found.push(...(await lookOver(page, 'forms-customer')));
      await page.setViewportSize({ width: 360, height: 800 });
      await page.getByRole('button', { name: '撤回' }).click();
      await page.getByText('已完成，即刻生效。').waitFor();
      await page.getByText('未同意').waitFor();
      expect(found).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
  });
});
