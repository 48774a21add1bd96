import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type BrowserContext, type Page, type Request } from 'playwright-core';
import { onTestFailed } from 'vitest';
import { z } from 'zod';

const require = createRequire(import.meta.url);

/** The path of the browser, where the tests have one. */
export const executablePath = process.env['CHROMIUM_PATH'];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const builder = z.object({ refreshWeb: z.function({ input: [], output: z.void() }) });

/** Builds the web application where what is there is older than its sources; to be called before an application is opened. */
export function refreshWeb(): void {
  builder.parse(require('../../scripts/build-web.cjs')).refreshWeb();
}

/** A browser of its own, and how it is closed with all that it kept. */
export async function openBrowser(): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const profile = await mkdtemp(join(tmpdir(), 'clientele-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: executablePath ?? '',
    args: flags,
    // Nothing that is looked at is half-way to somewhere, and nobody waits for it to come there.
    reducedMotion: 'reduce',
  });
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** How a page is to be looked at. */
export interface Look {
  readonly language: 'en' | 'zh';
  readonly theme: 'light' | 'dark';
  readonly width: number;
}

/** What each tab waits for from the server. */
const awaited = new WeakMap<Page, Set<Request>>();

function watchRequests(page: Page): void {
  const open = new Set<Request>();
  awaited.set(page, open);
  page.on('request', (request) => open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

/** A tab at `base`, seen in a way; what it complains of is written into `errors`. */
export async function openTab(
  context: BrowserContext,
  base: string,
  { language, theme, width }: Look,
): Promise<{ page: Page; errors: string[] }> {
  await context.addCookies([
    { name: 'clientele.language', value: language, url: base },
    { name: 'clientele.theme', value: theme, url: base },
  ]);
  const page = await context.newPage();
  watchRequests(page);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.setViewportSize({ width, height: 800 });
  return { page, errors };
}

interface Host {
  readonly app: { listen(port: number, host: string): Promise<{ readonly port: number }> };
  readonly cookies: readonly { readonly name: string; readonly value: string }[];
}

/** Serves an application, and opens a browser in which its owner is signed in. */
export async function openSite({ app, cookies }: Host) {
  const { port } = await app.listen(0, '127.0.0.1');
  const base = `http://127.0.0.1:${port}`;
  const browser = await openBrowser();
  await browser.context.addCookies(cookies.map((cookie) => ({ ...cookie, url: base })));
  return { base, ...browser };
}

/** Two frames (a tab behind others draws hardly any), and the end of all that moves and comes to an end. */
const comeToRest = `new Promise((done) => {
    requestAnimationFrame(() => requestAnimationFrame(done));
    setTimeout(done, 100);
  }).then(() =>
  Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime))
    .map(({ finished }) => finished)))`;
const longestRestMs = 30_000;

/** Waits until a page stands still: everything it asked for has come and is drawn, and nothing fades in or out. */
export async function settle(page: Page): Promise<void> {
  const open = awaited.get(page);
  for (const end = Date.now() + longestRestMs; Date.now() < end;) {
    await page.evaluate(comeToRest);
    if ((open?.size ?? 0) > 0) continue;
    // What has just come may ask for more once it is drawn.
    await page.evaluate(comeToRest);
    // Numbers of the question before stand there, pale, until those of the new one are asked for and come.
    if ((await page.locator('[data-stale=true]').count()) > 0) continue;
    if ((open?.size ?? 0) === 0) return;
  }
  throw new Error(`still on its way: ${[...(open ?? [])].map((request) => request.url()).join(', ')}`);
}

const violations = z.array(z.string());
const axe = readFile(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with a page once it stands still. */
export async function findViolations(page: Page): Promise<string[]> {
  await settle(page);
  if (!z.boolean().parse(await page.evaluate('"axe" in window'))) await page.evaluate(await axe);
  return violations.parse(
    await page.evaluate(`axe.run(document, { resultTypes: ['violations'], preload: false }).then(({ violations }) =>
      violations.map(({ id, nodes }) =>
        id + ': ' + nodes.slice(0, 3).map(({ target, failureSummary }) => target.join(' ') + ' ' + failureSummary).join(' | ')))`),
  );
}

/** True when a page is wider than its window. */
export async function runsSideways(page: Page): Promise<boolean> {
  return z.boolean().parse(await page.evaluate('document.documentElement.scrollWidth > window.innerWidth'));
}

/** Takes a picture into TEST_SCREENSHOTS, where that names a folder. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env['TEST_SCREENSHOTS'];
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** Looks a page over in both widths, and takes pictures of it; answers what is wrong. */
export async function lookOver(page: Page, name: string): Promise<string[]> {
  await settle(page);
  const found = await findViolations(page);
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await takePicture(page, `${name}-${width}`);
    if (await runsSideways(page)) found.push(`${name} runs sideways at ${width}`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
}

/** Goes to an address as a link does, and waits for what it shows, not for what stood there before. */
export async function follow(page: Page, path: string, shows: string): Promise<void> {
  await page.evaluate(`document.querySelectorAll('main, main *').forEach((one) => one.setAttribute('data-former', ''));
    history.pushState(null, '', ${JSON.stringify(path)})`);
  await page.locator(shows).and(page.locator(':not([data-former])')).first().waitFor();
}

/** A tab, and what it has complained of since it was opened or came to another page. */
export interface Tab {
  readonly page: Page;
  readonly errors: string[];
}

/**
 * Tabs in which one goes from page to page, one for each way of looking: loading the application takes longer than most of
 * what is tried in it. Each visit begins anew below `home`; a tab in which a test has failed is not used again.
 */
export function createTabs(
  context: BrowserContext,
  home: string,
): (look: Look, path: string, shows: string) => Promise<Tab> {
  const tabs = new Map<string, Tab>();
  const { origin, pathname } = new URL(home);
  return async (look, path, shows) => {
    const key = JSON.stringify(look);
    const kept = tabs.get(key);
    const tab = kept ?? (await openTab(context, origin, look));
    const { page, errors } = tab;
    tabs.set(key, tab);
    onTestFailed(async () => {
      tabs.delete(key);
      await page.close();
    });
    if (kept === undefined) {
      await page.goto(`${home}/nowhere`);
      await page.locator('main h1').first().waitFor();
    } else {
      await page.bringToFront();
      await follow(page, `${pathname}/nowhere`, 'main h1');
    }
    errors.length = 0;
    await follow(page, pathname + path, shows);
    return tab;
  };
}
