import { execFileSync } from 'node:child_process';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { chromium, type Browser, type CDPSession, type Page } from 'playwright-core';
import { z } from 'zod';

import { root } from './server.ts';
import { pageTools } from './web-tools.ts';

/** Where the application is, and what lets the browser in. */
export interface Site {
  readonly url: string;
  readonly key: string;
}

/** A tab with the application in it, and the browser around. */
export interface Tab {
  readonly page: Page;
  readonly session: CDPSession;
  /** Runs a line of script in the page; its answer is read by a schema. */
  ask<Schema extends z.ZodType>(schema: Schema, script: string): Promise<z.output<Schema>>;
}

/** The path of a Chromium, as the tests find it; empty where there is none. */
function findBrowser(): string {
  const script = JSON.stringify(join(root, 'scripts', 'prepare-browser.mjs'));
  const line = `import(${script}).then(({ prepareBrowser }) => console.log(prepareBrowser() ?? ''))`;
  return execFileSync(process.execPath, ['-e', line], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
  }).trim();
}

/** Opens a browser; null where there is none. */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = findBrowser();
  if (executablePath === '') return null;
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--js-flags=--expose-gc'] });
}

/** Opens a tab that nothing has been remembered in. */
export async function openTab(browser: Browser, { url, key }: Site): Promise<Tab> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width: 1440, height: 900 },
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  const page = await context.newPage();
  await context.addInitScript(pageTools);
  const session = await context.newCDPSession(page);
  return {
    page,
    session,
    ask: async (schema, script) => schema.parse(await page.evaluate(script)),
  };
}

/** The bytes that a script has when it is packed by gzip. */
function packedSize(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on('end', () => resolve(bytes));
      answer.on('error', reject);
    }).on('error', reject);
  });
}

const number = z.number();

/** Loads a page as on a first visit: the scripts that it takes, and when its largest piece was painted. */
export async function firstLoad(
  browser: Browser,
  site: Site,
  path: string,
): Promise<{ scriptBytes: number; paintMs: number }> {
  const { page, ask } = await openTab(browser, site);
  const scripts = new Set<string>();
  page.on('response', (answer) => {
    if (answer.request().resourceType() === 'script') scripts.add(answer.url());
  });
  await page.goto(path, { waitUntil: 'load' });
  await page.locator('main h1').first().waitFor();
  // What is painted last is told a little later.
  await sleep(1_500);
  const paintMs = await ask(number, 'bench.largestPaint()');
  const sizes = await Promise.all([...scripts].map(packedSize));
  await page.context().close();
  return { scriptBytes: sizes.reduce((sum, size) => sum + size, 0), paintMs };
}

const metrics = z.object({ metrics: z.array(z.object({ name: z.string(), value: z.number() })) });

/** The memory that the page's own objects take, in MB, after everything that can go has gone. */
export async function heapMB({ session }: Tab): Promise<number> {
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  for (let time = 0; time < 3; time += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await sleep(200);
  }
  const found = metrics.parse(await session.send('Performance.getMetrics'));
  return (found.metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1_000_000;
}
