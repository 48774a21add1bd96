import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { openTestApp } from '../harness.ts';

const executablePath = process.env['CHROMIUM_PATH'];
const folder = process.env['TEST_SCREENSHOTS'];

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const { app } = await openTestApp();

describe.skipIf(executablePath === undefined)('pages in a real browser', () => {
  const opened: { profile?: string; context?: BrowserContext; base: string } = { base: '' };

  beforeAll(async () => {
    opened.profile = await mkdtemp(join(tmpdir(), 'clientele-browser-'));
    opened.context = await chromium.launchPersistentContext(opened.profile, {
      executablePath: executablePath ?? '',
      args: flags,
    });
    opened.base = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`;
  });

  afterAll(async () => {
    await opened.context?.close();
    if (opened.profile !== undefined) await rm(opened.profile, { recursive: true, force: true });
  });

  it.each([
    { page: '/', language: 'en', shows: 'text=Clientele', width: 1280 },
    { page: '/', language: 'zh-CN', shows: 'text=接口文档', width: 360 },
    { page: '/api/docs', language: 'en', shows: '.opblock-tag', width: 1280 },
  ])('shows $page in $language at $width px without an error or a sideways scroll', async (shown) => {
    const page = await opened.context?.newPage();
    if (page === undefined) throw new Error('the browser is not open');
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.setExtraHTTPHeaders({ 'accept-language': shown.language });
    await page.setViewportSize({ width: shown.width, height: 800 });
    await page.goto(`${opened.base}${shown.page}`);
    await page.locator(shown.shows).first().waitFor({ timeout: 30_000 });
    if (folder !== undefined) {
      await page.screenshot({
        path: join(folder, `${shown.language}-${shown.width}${shown.page.replaceAll('/', '-')}.png`),
      });
    }
    const sideways = await page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
    expect({ errors, sideways }).toEqual({ errors: [], sideways: false });
    await page.close();
  });
});
