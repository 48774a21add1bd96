import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { openApp, type App } from '../../src/app.ts';
import { createClient, inProcess } from '../../src/client.ts';
import { readConfig } from '../../src/config.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { writeScenario } from '../../src/sources/index.ts';
import { openPlace, type Place } from '../place.ts';
import {
  executablePath,
  findViolations,
  openBrowser,
  openTab,
  refreshWeb,
  runsSideways,
  settle,
  type Look,
} from './browser.ts';
import { keyboard, pointer, type Hands } from './walk-hands.ts';
import { words } from './walk-words.ts';

const fortune = '../shared/data/company/fortune1000_2022.csv';
/** What the source of the Chinese file is called. */
const source = '企业名录';
const password = 'correct horse battery';
/** The folder of the guide's pictures, where they are to be made anew. */
const pictures = process.env['GUIDE_IMAGES'];
const patience = 90_000;
/** For a whole walk, where other tests run beside it. */
const wholeWalk = { timeout: 240_000 };

const rule = {
  all: [
    { field: 'region', under: ['上海', '江苏'] },
    { field: 'employees', gte: 100, lte: 5000 },
  ],
};

interface Walk {
  readonly page: Page;
  readonly hands: Hands;
  readonly say: (typeof words)['en' | 'zh'];
  readonly look: Look;
}

// Runs without a browser too: what the walk asks for is in what it imports.
it('the walk is told in both languages', () => {
  expect(Object.keys(words.zh)).toEqual(Object.keys(words.en));
});

describe.skipIf(executablePath === undefined)("the newcomer's walk, in a real browser", () => {
  const opened: {
    app?: App;
    place?: Place;
    context?: BrowserContext;
    close?: () => Promise<void>;
    base: string;
    home: string;
    folder: string;
    chinese: string;
  } = { base: '', home: '', folder: '', chinese: '' };

  beforeAll(async () => {
    refreshWeb();
    const place = await openPlace();
    const app = await openApp(readConfig(place.environment, {}));
    await place.prepare();
    const base = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`;
    const folder = await mkdtemp(join(tmpdir(), 'clientele-walk-'));
    const options = { rows: 6_000, seed: 4, directory: folder, encoding: 'gb18030' as const };
    const { files } = await writeScenario('b2b-directory', options);
    const chinese = files.find(({ source: from }) => from === 'directory')?.path ?? '';
    Object.assign(opened, { app, place, base, folder, chinese, ...(await openBrowser()) });
  });

  afterAll(async () => {
    await opened.close?.();
    await opened.app?.close();
    await opened.place?.remove();
    await rm(opened.folder, { recursive: true, force: true });
  });

  async function begin(look: Look, hands: (page: Page) => Hands): Promise<Walk & { errors: string[] }> {
    if (opened.context === undefined) throw new Error('the browser is not open');
    const { page, errors } = await openTab(opened.context, opened.base, look);
    return { page, errors, hands: hands(page), say: words[look.language], look };
  }

  /** A picture for the guide, small enough to be kept beside it. */
  async function show({ page, look }: Walk, name: string): Promise<void> {
    if (pictures === undefined || look.width < 1_000) return;
    await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished))');
    const session = await page.context().newCDPSession(page);
    const shot = z
      .object({ data: z.string() })
      .parse(await session.send('Page.captureScreenshot', { format: 'webp', quality: 72 }));
    await writeFile(join(pictures, `${look.language}-${name}.webp`), Buffer.from(shot.data, 'base64'));
  }

  /** Gives a file to the wizard, and says from where it is. */
  async function offer(
    { page, hands, say }: Walk,
    { path, name }: { path: string; name: string },
  ): Promise<void> {
    await page.goto(`${opened.home}/import`);
    const asked = page.waitForEvent('filechooser');
    await hands.press(page.getByRole('button', { name: say.choose, exact: true }));
    await (await asked).setFiles(path);
    await hands.write(page.getByRole('combobox', { name: say.sourceName }), name);
  }

  /** Imports a file by the wizard: checked first, then for good. */
  async function bringIn(walk: Walk, file: { path: string; name: string }): Promise<void> {
    const { page, hands, say } = walk;
    await offer(walk, file);
    // The names of sources that there are already lie over what comes next.
    await page.keyboard.press('Escape');
    await hands.press(page.getByRole('button', { name: say.check }));
    await page.getByText(say.created).waitFor({ timeout: patience });
    expect([await findViolations(page), await runsSideways(page)]).toEqual([[], false]);
    await hands.press(page.getByRole('button', { name: say.forGood }));
    await page.waitForURL('**/imports/imp_*');
    await page.getByText(say.created).waitFor({ timeout: patience });
    expect([await findViolations(page), await runsSideways(page)]).toEqual([[], false]);
  }

  /** 软件 in 上海 or 江苏 with 100 to 5,000 employees: as many as the server says. */
  async function explore(walk: Walk): Promise<void> {
    const { page, hands, say } = walk;
    const rows = (await count()) + 1;
    await page.goto(`${opened.home}/explore?rule=${encodeURIComponent(JSON.stringify(rule))}`);
    await page.getByRole('grid').waitFor();
    await hands.write(page.locator('main').getByRole('combobox', { name: say.search, exact: true }), '软件');
    await page.waitForURL('**q=*');
    // What is suggested lies over the first rows until the words are said to be all.
    await page.keyboard.press('Enter');
    await page.locator(`[role=grid][aria-busy=false][aria-rowcount="${rows}"]`).waitFor();
    await show(walk, 'explore');
  }

  /** Opens the first customer, sees why a value is shown, changes it and takes that back. */
  async function understand(walk: Walk): Promise<void> {
    const { page, hands, say } = walk;
    await hands.open(page.getByRole('grid'));
    await hands.press(page.getByRole('link', { name: say.openPage }));
    await page.waitForURL('**/profiles/org_*');
    const value = page.locator('main [data-field=employees]');
    await hands.look(value.locator('button').first());
    await value.getByText(say.why).waitFor();
    await value.getByText('企业名录.csv').waitFor();
    await show(walk, 'profile');
    const shown = value.locator('button').first();
    const before = await shown.textContent();
    await hands.press(page.getByRole('button', { name: say.edit }));
    await hands.write(page.getByRole('textbox', { name: say.employees }), '4321');
    await page.keyboard.press('Enter');
    await page.getByText(say.saved).waitFor();
    await value.getByText('4,321').waitFor();
    await hands.press(page.getByRole('button', { name: say.undo }));
    await page.getByText(say.undone).first().waitFor();
    await value.getByText('4,321').waitFor({ state: 'detached' });
    expect(await shown.textContent()).toBe(before);
  }

  async function keep({ page, hands, say }: Walk, name: string): Promise<void> {
    await page.goBack();
    await page.locator('[role=grid][aria-busy=false]').waitFor();
    const sheet = page.getByRole('dialog');
    await page.getByRole('link', { name: say.openPage }).waitFor();
    if ((await sheet.count()) > 0) await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await hands.press(page.getByRole('button', { name: say.saveAs }));
    await hands.write(page.getByRole('dialog').getByRole('textbox', { name: say.viewName }), name);
    await hands.press(page.getByRole('dialog').getByRole('button', { name: say.save, exact: true }));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('main').getByRole('button', { name }).first().waitFor();
    await hands.press(page.locator('main').getByRole('button', { name: say.export, exact: true }));
    await hands.press(page.getByRole('dialog').getByRole('button', { name: say.export, exact: true }));
    await page.getByText(say.ready).waitFor({ timeout: patience });
  }

  /** The other theme and language, at once and on the next page too; then the light theme again. */
  async function turn({ page, hands, say, look }: Walk): Promise<void> {
    const [other, language] = look.language === 'en' ? [words.zh, 'zh-CN'] : [words.en, 'en'];
    const choose = async (name: string) => {
      const kept = page.waitForResponse(/preferences/);
      await hands.pick(page.getByRole('menuitemradio', { name, exact: true }));
      expect((await kept).status()).toBeLessThan(300);
    };
    await hands.press(page.getByRole('button', { name: say.account }));
    await choose(say.dark);
    await choose(say.other);
    await page.getByRole('heading', { name: other.home, level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: other.home, level: 1 }).waitFor();
    const html = page.locator('html');
    expect(await html.getAttribute('lang')).toBe(language);
    expect(await html.getAttribute('data-mantine-color-scheme')).toBe('dark');
    expect(await findViolations(page)).toEqual([]);
    await hands.press(page.getByRole('button', { name: other.account }));
    await choose(other.light);
  }

  async function walkThrough(walk: Walk & { errors: string[] }, name: string): Promise<void> {
    const { page, errors } = walk;
    await explore(walk);
    expect([await findViolations(page), await runsSideways(page)]).toEqual([[], false]);
    await understand(walk);
    expect([await findViolations(page), await runsSideways(page)]).toEqual([[], false]);
    await keep(walk, name);
    await page.goto(opened.home);
    await page.locator('main dl').first().waitFor();
    await settle(page);
    await show(walk, 'home');
    expect([errors, await findViolations(page), await runsSideways(page)]).toEqual([[], [], false]);
    await turn(walk);
    expect(errors).toEqual([]);
    await page.close();
  }

  const client = () => {
    if (opened.app === undefined) throw new Error('the application is not open');
    const { app } = opened;
    return createClient(inProcess((request) => app.fetch(request), { key: app.systemKey }));
  };

  /** The same question to the server. */
  async function count(): Promise<number> {
    const asked = { all: [...rule.all, { text: '软件' }] };
    return (await client().call(queryProfiles, { rule: asked, limit: 0 })).total ?? 0;
  }

  it('begins with the owner, whose files come in, by nothing but the keyboard', wholeWalk, async () => {
    const look: Look = { language: 'zh', theme: 'light', width: 1280 };
    const walk = await begin(look, keyboard);
    const { page, hands, errors } = walk;
    await page.goto(`${opened.base}/setup?token=${(await opened.app?.setupToken()) ?? ''}`);
    const values = { name: '王芳', email: 'owner@example.com', password, workspace: '蓝海贸易' };
    for (const [field, value] of Object.entries(values))
      await hands.write(page.locator(`[name=${field}]`), value);
    expect(await findViolations(page)).toEqual([]);
    await hands.press(page.locator('button[type=submit]'));
    await page.waitForURL('**/welcome');
    opened.home = page.url().replace(/[/]welcome$/, '');
    const file = { path: opened.chinese, name: source };
    await offer(walk, file);
    await show(walk, 'import');
    await bringIn(walk, file);
    const english = await begin({ ...look, language: 'en' }, pointer);
    await offer(english, file);
    await show(english, 'import');
    if (existsSync(fortune)) await bringIn(english, { path: fortune, name: 'Fortune' });
    expect(english.errors).toEqual([]);
    await english.page.close();
    expect(await count()).toBeGreaterThan(1);
    expect(errors).toEqual([]);
    await page.close();
  });

  it('goes on in Chinese, with a pointer', wholeWalk, async () => {
    await walkThrough(await begin({ language: 'zh', theme: 'light', width: 1280 }, pointer), '软件企业');
  });

  it('goes the same way in English, by nothing but the keyboard', wholeWalk, async () => {
    await walkThrough(await begin({ language: 'en', theme: 'light', width: 1280 }, keyboard), 'Software');
  });

  it('goes the same way on a phone', wholeWalk, async () => {
    await walkThrough(await begin({ language: 'zh', theme: 'light', width: 360 }, pointer), '手机视图');
  });
});
