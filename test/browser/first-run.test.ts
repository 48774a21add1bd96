import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openApp, type App } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { oneTimeCode } from '../one-time-code.ts';
import { openPlace, type Place } from '../place.ts';
import {
  executablePath,
  openBrowser,
  openTab,
  refreshWeb,
  settle,
  takePicture,
  type Look,
} from './browser.ts';

const zh: Look = { language: 'zh', theme: 'light', width: 1280 };
const en: Look = { language: 'en', theme: 'light', width: 360 };
const password = 'correct horse battery';

async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.locator(`[name=${name}]`).fill(value);
  await page.locator('button[type=submit]').click();
}

/** A slow machine is no failure; what hangs is ended by the waits inside. */
const patient = { timeout: 240_000 };

describe.skipIf(executablePath === undefined)('the first minutes, in a real browser', patient, () => {
  const opened: {
    app?: App;
    place?: Place;
    context?: BrowserContext;
    close?: () => Promise<void>;
    base: string;
  } = {
    base: '',
  };
  const tab = async (look: Look, path: string): Promise<Page> => {
    if (opened.context === undefined) throw new Error('the browser is not open');
    // One is looked at at a time: those behind it ask and draw for nobody.
    for (const former of opened.context.pages().slice(1)) await former.close();
    const { page } = await openTab(opened.context, opened.base, look);
    await page.goto(opened.base + path);
    return page;
  };
  const signIn = async (page: Page, email: string, secret = password): Promise<void> => {
    await page.goto(`${opened.base}/sign-in`);
    await fill(page, { email, password: secret });
  };

  beforeAll(async () => {
    refreshWeb();
    const place = await openPlace();
    const app = await openApp(readConfig(place.environment, {}));
    await place.prepare();
    const base = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`;
    Object.assign(opened, { app, place, base, ...(await openBrowser()) });
  });

  afterAll(async () => {
    await opened.close?.();
    await opened.app?.close();
    await opened.place?.remove();
  });

  it('lead from the one-time link to an account, demo data and the start page', async () => {
    const token = (await opened.app?.setupToken()) ?? '';
    const page = await tab(zh, '/');
    await page.waitForURL('**/setup');
    await page.goto(`${opened.base}/setup?token=${token}`);
    await fill(page, { name: '王芳', email: 'owner@example.com', password: 'short', workspace: '蓝海贸易' });
    await page.getByText('至少 10 个字符', { exact: true }).waitFor();
    await fill(page, { password });
    await page.waitForURL('**/welcome');
    await page.getByText('1,000', { exact: true }).click();
    await page.getByRole('button', { name: '载入: 企业名录' }).click();
    await page.getByText('已全部载入。').waitFor({ timeout: 120_000 });
    await takePicture(page, 'welcome-loaded');
    await page.getByRole('link', { name: '去看看' }).click();
    await page.getByText('广东省').waitFor();
    expect(await page.title()).toBe('首页 · 蓝海贸易 · Clientele');
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await page.getByText('导入 · 工商登记').first().waitFor();
    expect((await (await tab(zh, '/setup')).getByText('本系统已有所有者。').textContent()) ?? '').not.toBe(
      '',
    );
  });

  it('switch language and theme at once, and remember both', async () => {
    const page = await tab(zh, '/');
    await page.getByRole('button', { name: '我的账号' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await settle(page);
    await opened.context?.clearCookies({ name: /clientele[.](language|theme)/ });
    await page.reload();
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    const html = page.locator('html');
    expect([await html.getAttribute('lang'), await html.getAttribute('data-mantine-color-scheme')]).toEqual([
      'en',
      'dark',
    ]);
  });

  it('bring a colleague in by an invitation, with the role it says and no more', async () => {
    const page = await tab(en, '/w/workspace/members');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    await fill(page, { email: 'li@example.com' });
    const link = new URL(await page.getByLabel('Link').inputValue()).pathname;
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByText('li@example.com').waitFor();
    await opened.context?.clearCookies();
    const guest = await tab(en, link);
    await guest.getByText('Join the workspace “蓝海贸易” as Viewer.').waitFor();
    await fill(guest, { name: 'Li', password });
    await guest.waitForURL('**/w/workspace');
    await guest.goto(`${opened.base}/w/workspace/keys`);
    await guest.getByRole('heading', { name: 'Your role does not allow this page' }).first().waitFor();
    expect(await guest.getByRole('link', { name: 'API keys' }).count()).toBe(0);
    expect((await guest.request.get(`${opened.base}/api/keys`)).status()).toBe(403);
  });

  it('refuse a wrong password, say how long to wait after many, and lead back to where one wanted', async () => {
    await opened.context?.clearCookies();
    const page = await tab(en, '/w/workspace/jobs?state=done');
    await page.waitForURL('**/sign-in?next=*');
    await fill(page, { email: 'owner@example.com', password: 'wrong password' });
    await page.getByText('E-mail address or password is wrong').waitFor();
    await fill(page, { password });
    await page.waitForURL('**/w/workspace/jobs?state=done');
    await page.getByRole('heading', { name: 'Jobs' }).waitFor();
    await opened.context?.clearCookies();
    for (let attempt = 0; attempt < 9; attempt += 1)
      await page.request.post(`${opened.base}/api/sign-in`, {
        headers: { origin: opened.base },
        data: { email: 'nobody@example.com', password: 'wrong' },
      });
    await signIn(page, 'nobody@example.com');
    await page.getByText(/Too many attempts. Try again in \d+ seconds/).waitFor();
  });

  it('guard an account with a second factor', async () => {
    await opened.context?.clearCookies();
    const page = await tab(en, '/sign-in');
    await signIn(page, 'li@example.com');
    await page.waitForURL('**/w/workspace');
    await page.goto(`${opened.base}/w/workspace/account`);
    await page.getByRole('button', { name: 'Turn on' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('[name=password]').fill(password);
    await dialog.locator('button[type=submit]').click();
    const key = await dialog.getByLabel('Key', { exact: true }).inputValue();
    await takePicture(page, 'second-factor');
    await dialog.locator('[name=code]').fill(oneTimeCode(key));
    await dialog.getByRole('button', { name: 'Confirm' }).click();
    await page.getByText('On: signing in asks for a code').waitFor();
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in**');
    await fill(page, { email: 'li@example.com', password });
    await fill(page, { code: oneTimeCode(key) });
    await page.waitForURL((url) => url.pathname.startsWith('/w/workspace'));
  });

  it('give a new password by the link of an administrator', async () => {
    await opened.context?.clearCookies();
    const page = await tab(en, '/sign-in');
    await signIn(page, 'owner@example.com');
    await page.waitForURL('**/w/workspace');
    await page.goto(`${opened.base}/w/workspace/members`);
    await page.getByRole('button', { name: 'Link to a new password' }).click();
    const link = new URL(await page.getByRole('dialog').getByLabel('Link', { exact: true }).inputValue())
      .pathname;
    await opened.context?.clearCookies();
    await page.goto(opened.base + link);
    await fill(page, { password: 'another horse battery' });
    await page.waitForURL('**/sign-in');
    await fill(page, { email: 'li@example.com', password: 'another horse battery' });
    await page.locator('[name=code]').waitFor();
  });

  it('say that the server is gone, and go on when it is back', async () => {
    await opened.context?.clearCookies();
    const page = await tab(en, '/sign-in');
    await signIn(page, 'owner@example.com');
    await page.waitForURL('**/w/workspace');
    await page.goto(`${opened.base}/w/workspace/jobs`);
    await page.getByText('Import · 工商登记').first().waitFor();
    await page.route('**/api/**', (route) => route.abort('connectionrefused'));
    await page.getByText('No connection to the server').waitFor({ timeout: 30_000 });
    await page.unroute('**/api/**');
    await page.getByText('No connection to the server').waitFor({ state: 'detached', timeout: 30_000 });
  });
});
