import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createInvitation, createKey, getMe } from '../../src/access/contract.ts';
import { importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
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
import { publicPages, workspacePages, type ShownPage } from './pages.ts';

const hostile = '<img src=x onerror=alert(1)> =1+1 \u2067甲\u2069';
if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

/** Each page is loaded twice, and then seen in the other width too; each language and theme at both. */
const looks: readonly Look[] = [
  { language: 'zh', theme: 'light', width: 1280 },
  { language: 'en', theme: 'dark', width: 360 },
];
const otherWidth = ({ width }: Look) => (width === 360 ? 1280 : 360);

const named = ({ language, theme }: Look, width: number) => `${language}-${theme}-${width}`;

// Runs without a browser too, for the application is closed only where a test has run.
it('every page that is looked at is listed once', () => {
  const paths = [...publicPages, ...workspacePages].map(({ path }) => path);
  expect(new Set(paths).size).toBe(paths.length);
});

describe.skipIf(executablePath === undefined)('pages in a real browser', () => {
  const opened: { context?: BrowserContext; close?: () => Promise<void>; base: string; slug: string } = {
    base: '',
    slug: '',
  };

  beforeAll(async () => {
    const { context, close } = await openBrowser();
    opened.base = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`;
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: opened.base })));
    Object.assign(opened, { context, close, slug: await fillWorkspace() });
  });

  afterAll(() => opened.close?.());

  /** A workspace with a long name, customers, rejected rows, a key, an invitation; answers how it is called in addresses. */
  async function fillWorkspace(): Promise<string> {
    const { client } = await freshWorkspace('一个名字特别特别长的工作区'.repeat(6));
    const make = createMaker();
    const rows = [...make.organizations(40), { 企业名称: '', 地址: hostile }];
    await importFile(client, { name: `${hostile}.csv`, bytes: csv(rows) }, { source: hostile });
    await client.call(createKey, { name: '<b>=cmd</b> 密钥', role: 'viewer' });
    await client.call(createInvitation, { email: 'somebody@example.com', role: 'editor' });
    return (await client.call(getMe, {})).workspace?.slug ?? '';
  }

  async function visit(shown: ShownPage, look: Look, within: string): Promise<void> {
    if (opened.context === undefined) throw new Error('the browser is not open');
    const { page, errors } = await openTab(opened.context, opened.base, look);
    await page.goto(`${opened.base}${within}${shown.path}`);
    await page.locator(shown.shows).first().waitFor({ timeout: 30_000 });
    await page.waitForLoadState('networkidle');
    const found = await findViolations(page);
    const sideways: number[] = [];
    for (const width of [look.width, otherWidth(look)]) {
      await page.setViewportSize({ width, height: 800 });
      await takePicture(page, `${named(look, width)}${shown.path.replaceAll('/', '-')}`);
      if (await runsSideways(page)) sideways.push(width);
    }
    const unexpected = shown.refused ? errors.filter((text) => !text.startsWith('Failed to load')) : errors;
    expect({ errors: unexpected, sideways, found }).toEqual({ errors: [], sideways: [], found: [] });
    await page.close();
  }

  it.each(
    looks.flatMap((look) => workspacePages.map((shown) => ({ name: named(look, look.width), look, shown }))),
  )('shows $shown.path to a member: $name', ({ look, shown }) => visit(shown, look, `/w/${opened.slug}`));

  it.each(
    looks.flatMap((look) => publicPages.map((shown) => ({ name: named(look, look.width), look, shown }))),
  )('shows $shown.path to anybody: $name', ({ look, shown }) => visit(shown, look, ''));

  const pieces: { what: string; open: (page: Page) => Promise<void>; shows: string }[] = [
    {
      what: 'palette',
      open: (page) => page.keyboard.press('Control+k'),
      shows: '[role=dialog] [role=option]',
    },
    { what: 'shortcuts', open: (page) => page.keyboard.press('?'), shows: '[role=dialog] dl' },
    {
      what: 'user menu',
      open: (page) => page.locator('header button[aria-haspopup=menu]').click(),
      shows: '[role=menu] [role=menuitemradio]',
    },
  ];

  it.each(pieces)('opens the $what, and Esc closes it', async ({ what, open, shows }) => {
    if (opened.context === undefined) throw new Error('the browser is not open');
    for (const look of looks) {
      const { page, errors } = await openTab(opened.context, opened.base, look);
      await page.goto(`${opened.base}/w/${opened.slug}/jobs`);
      await page.locator('main tbody tr').first().waitFor();
      await open(page);
      await page.locator(shows).first().waitFor();
      await page.waitForTimeout(200);
      await takePicture(page, `${named(look, look.width)}-${what}`);
      expect([errors, await findViolations(page)]).toEqual([[], []]);
      await page.keyboard.press('Escape');
      await page.locator(shows).first().waitFor({ state: 'detached' });
      await page.close();
    }
  });

  it('shows the documentation of the API', async () => {
    if (opened.context === undefined) throw new Error('the browser is not open');
    const { page, errors } = await openTab(opened.context, opened.base, {
      language: 'en',
      theme: 'light',
      width: 1280,
    });
    await page.goto(`${opened.base}/api/docs`);
    await page.locator('.opblock-tag').first().waitFor({ timeout: 30_000 });
    expect([errors, await runsSideways(page)]).toEqual([[], false]);
    await page.close();
  });
});
