import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type BrowserContext, type Page } from 'playwright-core';
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
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.setViewportSize({ width, height: 800 });
  return { page, errors };
}

const violations = z.array(z.string());
const axe = readFile(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe-core finds wrong with a page as it stands. */
export async function findViolations(page: Page): Promise<string[]> {
  await page.evaluate(await axe);
  return violations.parse(
    await page.evaluate(`axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) =>
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
