import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { createInvitation, createKey, getMe } from '../../src/access/contract.ts';
import { importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import {
  executablePath,
  findViolations,
  follow,
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

  /** The tab in which somebody looks in one way, and goes from page to page in it. */
  const tabs = new Map<Look, Awaited<ReturnType<typeof openTab>>>();

  async function tabOf(look: Look) {
    if (opened.context === undefined) throw new Error('the browser is not open');
    const before = tabs.get(look);
    await before?.page.bringToFront();
    if (before !== undefined) return before;
    const tab = await openTab(opened.context, opened.base, look);
    tabs.set(look, tab);
    await tab.page.goto(`${opened.base}/w/${opened.slug}/nowhere`);
    await tab.page.locator('main h1').waitFor();
    return tab;
  }

  /** Does something in the tab of a look; one in which something went wrong is not used again. */
  async function within(look: Look, work: (page: Page) => Promise<void>): Promise<string[]> {
    const { page, errors } = await tabOf(look);
    try {
      await work(page);
      return errors.splice(0);
    } catch (error) {
      tabs.delete(look);
      await page.close();
      throw error;
    }
  }

  const visit = async (shown: ShownPage, look: Look, before: string): Promise<void> => {
    let found: string[] = [];
    const sideways: number[] = [];
    const errors = await within(look, async (page) => {
      await follow(page, before + shown.path, shown.shows);
      found = await findViolations(page);
      for (const width of [look.width, otherWidth(look)]) {
        await page.setViewportSize({ width, height: 800 });
        await takePicture(page, `${named(look, width)}${shown.path.replaceAll('/', '-')}`);
        if (await runsSideways(page)) sideways.push(width);
      }
      await page.setViewportSize({ width: look.width, height: 800 });
    });
    const unexpected = shown.refused ? errors.filter((text) => !text.startsWith('Failed to load')) : errors;
    expect({ errors: unexpected, sideways, found }).toEqual({ errors: [], sideways: [], found: [] });
  };

  describe.each(looks)('in $language, $theme, $width', (look) => {
    it.each(workspacePages)('shows $path to a member', (shown) => visit(shown, look, `/w/${opened.slug}`));

    it.each(publicPages)('shows $path to anybody', (shown) => visit(shown, look, ''));

    it.each(pieces)('opens the $what, and Esc closes it', async ({ what, open, shows }) => {
      const errors = await within(look, async (page) => {
        await follow(page, `/w/${opened.slug}/jobs`, 'main tbody tr');
        await open(page);
        await page.locator(shows).first().waitFor();
        expect(await findViolations(page)).toEqual([]);
        await takePicture(page, `${named(look, look.width)}-${what}`);
        await page.keyboard.press('Escape');
        await page.locator(shows).first().waitFor({ state: 'detached' });
        await follow(page, `/w/${opened.slug}/nowhere`, 'main h1');
      });
      expect(errors).toEqual([]);
    });
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
