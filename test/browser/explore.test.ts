import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';

import { getMe } from '../../src/access/contract.ts';
import type { Client } from '../../src/client.ts';
import { listViews, queryProfiles } from '../../src/query/contract.ts';
import { importFile } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { createMaker, csv } from '../make.ts';
import { waitFor } from '../wait.ts';
import {
  createTabs,
  executablePath,
  findViolations,
  openBrowser,
  openTab,
  refreshWeb,
  runsSideways,
  takePicture,
  type Look,
  type Tab,
} from './browser.ts';

const hostile = '<img src=x onerror=alert`1`>=1+1';
const rowCount = 2_400;
const wide: Look = { language: 'en', theme: 'light', width: 1280 };
if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

// Runs without a browser too, for the application is closed only where a test has run.
it('the list has enough rows to be read from both ends', () => expect(rowCount).toBeGreaterThan(2_000));

describe.skipIf(executablePath === undefined)('all customers, in a real browser', () => {
  const opened: {
    context?: BrowserContext;
    close?: () => Promise<void>;
    base: string;
    slug: string;
    workspace: string;
    client?: Client;
    go?: ReturnType<typeof createTabs>;
  } = { base: '', slug: '', workspace: '' };

  beforeAll(async () => {
    const { port } = await app.listen(0, '127.0.0.1');
    Object.assign(opened, await openBrowser(), { base: `http://127.0.0.1:${port}` });
    await opened.context?.addCookies(cookies.map((cookie) => ({ ...cookie, url: opened.base })));
    const { client, id: workspace } = await freshWorkspace('Explore');
    const make = createMaker();
    const rows = [
      ...make.organizations(rowCount - 1),
      { ...make.organization(), 企业名称: `${hostile}有限公司`, 网址: 'javascript:alert(1)' },
    ];
    await importFile(client, { name: 'all.csv', bytes: csv(rows) });
    const slug = (await client.call(getMe, {})).workspace?.slug ?? '';
    Object.assign(opened, { client, slug, workspace });
    if (opened.context !== undefined) opened.go = createTabs(opened.context, `${opened.base}/w/${slug}`);
  });

  afterAll(() => opened.close?.());

  const clientOf = (): Client => {
    if (opened.client === undefined) throw new Error('no workspace yet');
    return opened.client;
  };

  /** The list, once its first rows are there. */
  async function visit(search = '', look = wide): Promise<Tab> {
    if (opened.go === undefined) throw new Error('the browser is not open');
    return opened.go(look, `/explore${search}`, '[role=grid] [data-row="0"] [data-column="1"]');
  }

  /** The same by an address that somebody was sent. */
  async function load(search: string): Promise<Page> {
    if (opened.context === undefined) throw new Error('the browser is not open');
    const { page } = await openTab(opened.context, opened.base, wide);
    await page.goto(`${opened.base}/w/${opened.slug}/explore${search}`);
    await cell(page, 0, 1).waitFor();
    return page;
  }

  const grid = (page: Page) => page.getByRole('grid');
  const cell = (page: Page, row: number, column: number) =>
    grid(page).locator(`[data-row="${row}"] [data-column="${column}"]`);
  const header = (page: Page, name: string) => page.getByRole('columnheader', { name, exact: false });
  const headers = async (page: Page) =>
    (await page.getByRole('columnheader').locator('[title]').allTextContents()).filter((text) => text !== '');
  const settled = (page: Page) => page.locator('[role=grid][aria-busy=false]').waitFor();
  const searchBox = (page: Page) => page.getByRole('combobox', { name: 'Search', exact: true });
  const scrollTo = (page: Page, row: number) =>
    page.evaluate(`document.querySelector('[role=grid]').scrollTop = ${row * 32}`);
  const searchOf = (page: Page) => new URL(page.url()).searchParams;
  const total = async (page: Page) =>
    waitFor(
      'total',
      () => page.getByText(/^[\d,]+ customers?$/).allTextContents(),
      (texts) => texts.length === 1,
    );

  /** The names that the API gives for rows, to compare what stands on the screen with. */
  async function namesOf(input: z.input<typeof queryProfiles.input>): Promise<string[]> {
    const { rows } = await clientOf().call(queryProfiles, { ...input, fields: ['name'] });
    return rows.map(({ name }) => z.string().parse(name));
  }

  it('sorts by headers: ascending, descending, not at all; Shift adds', async () => {
    const { page, errors } = await visit();
    await header(page, 'Employees').click();
    const least = await namesOf({ sort: [{ field: 'employees', direction: 'asc' }], limit: 3 });
    await cell(page, 0, 1)
      .getByText(least[0] ?? '')
      .waitFor();
    expect(await header(page, 'Employees').getAttribute('aria-sort')).toBe('ascending');
    await header(page, 'Employees').click();
    const most = await namesOf({ sort: [{ field: 'employees', direction: 'desc' }], limit: 3 });
    await cell(page, 0, 1)
      .getByText(most[0] ?? '')
      .waitFor();
    await header(page, 'Founded').click({ modifiers: ['Shift'] });
    await waitFor(
      'two',
      async () => searchOf(page).get('sort'),
      (sort) => sort === 'employees:desc,founded:asc',
    );
    await header(page, 'Founded').click({ modifiers: ['Shift'] });
    await header(page, 'Founded').click({ modifiers: ['Shift'] });
    await waitFor(
      'one',
      async () => searchOf(page).get('sort'),
      (sort) => sort === 'employees:desc',
    );
    await header(page, 'Employees').click();
    await waitFor(
      'none',
      async () => searchOf(page).get('sort'),
      (sort) => sort === null,
    );
    expect(errors).toEqual([]);
  });

  it('shows rows far down and the last ones, in the order of the server, and keeps few of them', async () => {
    const sort = [{ field: 'name', direction: 'desc' }] as const;
    const { page, errors } = await visit('?sort=name:desc');
    expect(await total(page)).toEqual(['2,400 customers']);
    await grid(page).focus();
    await page.keyboard.press('Control+End');
    const [last] = await namesOf({ sort: [...sort], limit: 1, reverse: true });
    await cell(page, rowCount - 1, 1)
      .getByText(last ?? '')
      .waitFor();
    const middle = 1_300;
    await scrollTo(page, middle);
    const expected = await namesOf({ sort: [...sort], limit: 5, offset: middle });
    for (const [i, name] of expected.entries())
      await cell(page, middle + i, 1)
        .getByText(name)
        .waitFor();
    for (let row = 0; row < rowCount; row += 60) await scrollTo(page, row);
    await settled(page);
    expect(await grid(page).getByRole('row').count()).toBeLessThan(70);
    const boundary = await namesOf({ sort: [...sort], limit: 4, offset: 1_198 });
    await scrollTo(page, 1_190);
    for (const [i, name] of boundary.entries())
      await cell(page, 1_198 + i, 1)
        .getByText(name)
        .waitFor();
    expect(errors).toEqual([]);
  });

  it('keeps columns: chosen, ordered, wider, pinned, by pointer and by keys', async () => {
    const { page, errors } = await visit();
    await page.getByRole('button', { name: 'Columns' }).click();
    const chooser = page.getByRole('dialog');
    await chooser.getByLabel('Find a field').fill('注册地址');
    await takePicture(page, 'explore-columns');
    await chooser.getByLabel('Find a field').fill('region');
    await chooser.getByLabel('Region', { exact: true }).uncheck();
    await chooser.getByLabel('Find a field').fill('');
    await chooser.getByLabel('Updated', { exact: true }).check();
    expect(await findViolations(page)).toEqual([]);
    await chooser.getByRole('button', { name: /^Industry, 2 of/ }).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await settled(page);
    expect((await headers(page)).slice(0, 4)).toEqual([
      'Name',
      'Employees',
      'Industry',
      'Registered capital',
    ]);
    const handle = header(page, 'Name').locator('[aria-hidden]').last();
    const box = await handle.boundingBox();
    if (box === null) throw new Error('no handle');
    await page.mouse.move(box.x + 4, box.y + 10);
    await page.mouse.down();
    await page.mouse.move(box.x + 104, box.y + 10, { steps: 5 });
    await page.mouse.up();
    await header(page, 'Registered capital').dragTo(header(page, 'Industry'));
    await waitFor(
      'order',
      () => headers(page),
      (now) => now[2] === 'Registered capital',
    );
    await grid(page).focus();
    for (const key of ['ArrowUp', 'Home', 'ArrowRight', 'ArrowRight', 'Alt+ArrowDown'])
      await page.keyboard.press(key);
    await page.getByRole('menuitem', { name: 'Pin at the left' }).click();
    await page.keyboard.press('Shift+ArrowRight');
    await waitFor(
      'columns',
      async () => searchOf(page).get('cols') ?? '',
      (cols) =>
        /^name:\d+:p,employees:\d+:p,registered_capital,industry,/.test(cols) && cols.endsWith(',_updated'),
    );
    const width = (await header(page, 'Name').boundingBox())?.width;
    expect(width).toBeGreaterThan(340);
    await page.reload();
    await cell(page, 0, 1).waitFor();
    expect((await header(page, 'Name').boundingBox())?.width).toBe(width);
    expect((await headers(page)).slice(0, 4)).toEqual([
      'Name',
      'Employees',
      'Registered capital',
      'Industry',
    ]);
    expect(errors).toEqual([]);
  });

  it('selects rows one by one, from one to another, and all but some; exports just these', async () => {
    const { page, errors } = await visit('?sort=name:asc');
    await total(page);
    const bar = page.getByRole('region', { name: 'Selected customers' });
    await cell(page, 2, 0).click();
    await scrollTo(page, 250);
    await cell(page, 251, 1).getByText(/./).first().waitFor();
    await cell(page, 251, 0).click({ modifiers: ['Shift'] });
    await bar.getByText('250 selected').waitFor();
    await grid(page).focus();
    await page.keyboard.press('Control+a');
    await bar.getByText('2,400 selected').waitFor();
    await page.keyboard.press('Control+Home');
    await cell(page, 0, 1).getByText(/./).first().waitFor();
    await page.keyboard.press('Space');
    await bar.getByText('2,399 selected').waitFor();
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, 'explore-selected');
    await bar.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export 2,399' });
    await dialog.getByText('JSON Lines').click();
    await dialog.getByRole('button', { name: 'Export' }).click();
    await page.getByText(/Export ready: 2,399 rows/).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const lines = await readLines(await (await download).createReadStream());
    const left = await namesOf({ sort: [{ field: 'name', direction: 'asc' }], limit: 1 });
    expect(lines).toHaveLength(2_399);
    expect(lines.some((line) => line.includes(`"${left[0] ?? ''}"`))).toBe(false);
    await page.keyboard.press('Escape');
    expect(errors).toEqual([]);
  });

  async function readLines(stream: AsyncIterable<unknown>): Promise<string[]> {
    let text = '';
    for await (const part of stream) text += String(part);
    return text.split('\n').filter((line) => line !== '');
  }

  it('saves what is shown as a view, says when it has changed, shares it, and opens it by its address', async () => {
    const { page, errors } = await visit(
      '?q=%E8%BD%AF%E4%BB%B6&sort=employees:desc&cols=name:300:p,employees',
    );
    await page.getByRole('button', { name: 'Save as a new view' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as a new view' });
    await dialog.getByLabel('Name').fill('<b>软件</b>');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'View: <b>软件</b>' }).waitFor();
    const changed = page.getByText('Changed since saved');
    expect(await changed.count()).toBe(0);
    await header(page, 'Employees').click();
    await changed.waitFor();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Save to “<b>软件</b>”' }).click();
    await changed.waitFor({ state: 'detached' });
    const saved = await waitFor(
      'the view',
      () => viewsOf(page),
      (rows) => rows[0]?.sort.length === 0,
    );
    const [view] = saved;
    expect(view).toMatchObject({
      rule: { text: '软件' },
      columns: ['name', 'employees'],
      layout: { widths: { name: 300 }, pinned: ['name'] },
      shared: false,
    });
    const other = await load(`?view=${view?.id ?? ''}`);
    const fitting = await clientOf().call(queryProfiles, { rule: { text: '软件' }, limit: 0 });
    await other.getByText(`${fitting.total} customers`, { exact: true }).waitFor();
    expect(await headers(other)).toEqual(['Name', 'Employees']);
    expect(await searchBox(other).inputValue()).toBe('软件');
    await other.close();
    await page.getByRole('button', { name: /^View:/ }).click();
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, 'explore-views');
    await page.getByRole('button', { name: 'Actions for <b>软件</b>' }).click();
    await page.getByRole('menuitem', { name: 'Share with the workspace' }).click();
    await waitFor(
      'shared',
      () => viewsOf(page),
      (rows) => rows[0]?.shared === true,
    );
    await page.getByRole('button', { name: 'Actions for <b>软件</b>' }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    const naming = page.getByRole('dialog', { name: 'Rename' });
    await naming.getByLabel('Name').fill('软件企业');
    await naming.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'View: 软件企业' }).click();
    await page.getByRole('button', { name: 'Actions for 软件企业' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page
      .getByRole('dialog', { name: /Delete the view/ })
      .getByRole('button', { name: 'Delete' })
      .click();
    await page.getByRole('button', { name: 'View: All organisations' }).waitFor();
    await waitFor(
      'gone',
      () => viewsOf(page),
      (rows) => rows.length === 0,
    );
    expect(errors).toEqual([]);
  });

  it('opens a customer beside the list, goes on to the next, and its address shows all of it again', async () => {
    const { page, errors } = await visit('?sort=name:asc');
    const [first, second, third] = await namesOf({ sort: [{ field: 'name', direction: 'asc' }], limit: 3 });
    await cell(page, 0, 2).click();
    const panel = page.getByRole('complementary', { name: 'Customer' });
    await panel.getByRole('heading', { name: first ?? '', exact: true }).waitFor();
    await panel
      .getByText(/Test · /)
      .first()
      .waitFor();
    const value = panel.locator('dd').getByText(first ?? '', { exact: true });
    expect((await value.boundingBox())?.width, 'a value has room').toBeGreaterThan(100);
    await panel.getByRole('button', { name: 'Next customer' }).click();
    await panel.getByRole('heading', { name: second ?? '', exact: true }).waitFor();
    await grid(page).focus();
    await page.keyboard.press('ArrowDown');
    await panel.getByRole('heading', { name: third ?? '', exact: true }).waitFor();
    expect(await findViolations(page)).toEqual([]);
    await takePicture(page, 'explore-panel');
    const again = await load(new URL(page.url()).search);
    await again.getByRole('heading', { name: third ?? '', exact: true }).waitFor();
    expect(await header(again, 'Name').getAttribute('aria-sort')).toBe('ascending');
    await again.close();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  it('never drops a key of what is typed, however slow the server is', async () => {
    const { page, errors } = await visit();
    await page.route('**/api/query', async (route) => {
      await new Promise((done) => setTimeout(done, 400));
      await route.continue();
    });
    const text = '启明软件 pudong qiming 1234 上海 world';
    await searchBox(page).pressSequentially(text, { delay: 15 });
    expect(await searchBox(page).inputValue()).toBe(text);
    await waitFor(
      'words',
      async () => searchOf(page).get('q'),
      (words) => words === text,
    );
    await page.getByRole('heading', { name: 'Nobody fits' }).waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await cell(page, 0, 1).waitFor();
    expect(await searchBox(page).inputValue()).toBe('');
    await page.unrouteAll({ behavior: 'wait' });
    expect(errors).toEqual([]);
  });

  it('works by keys alone', async () => {
    const { page, errors } = await visit();
    await page.goto(`${opened.base}/w/${opened.slug}`);
    await page.getByRole('heading', { name: 'Home' }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('e');
    await cell(page, 0, 1).waitFor();
    await total(page);
    for (let tab = 0; tab < 30 && !(await isFocused(page)); tab += 1) await page.keyboard.press('Tab');
    expect(await isFocused(page)).toBe(true);
    for (const key of ['ArrowUp', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
    await waitFor(
      'sort',
      async () => searchOf(page).get('sort'),
      (sort) => sort !== null,
    );
    await settled(page);
    for (const key of ['ArrowDown', 'PageDown', 'ArrowUp', 'Space']) await page.keyboard.press(key);
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('Enter');
    const panel = page.getByRole('complementary', { name: 'Customer' });
    await panel.waitFor();
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await isFocused(page)).toBe(true);
    await page.keyboard.press('Escape');
    await page.getByText('1 selected').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  /** The views that whoever uses the browser sees; keys see others. */
  async function viewsOf(page: Page) {
    const headers = { 'x-workspace': opened.workspace };
    const answer = await page.request.get(opened.base + listViews.path, { headers });
    return listViews.output.parse(await answer.json()).rows;
  }

  const isFocused = async (page: Page) =>
    z.boolean().parse(await page.evaluate('document.activeElement?.getAttribute("role") === "grid"'));

  it('shows hostile values as text, and reads hostile addresses as far as they make sense', async () => {
    const { page, errors } = await visit(
      '?q=onerror&cols=name,website,__proto__,<script>&sort=nobody:desc,website:up',
    );
    await cell(page, 0, 1).getByText(`${hostile}有限公司`).waitFor();
    expect(await grid(page).locator('img, a[href^=javascript]').count()).toBe(0);
    await page.goto(`${opened.base}/w/${opened.slug}/explore?rule={"all":[`);
    await page.getByText('The filter in this address cannot be read').waitFor();
    await cell(page, 0, 1).waitFor();
    expect(errors).toEqual([]);
    await page.goto(`${opened.base}/w/${opened.slug}/explore?rule={"field":"nobody","eq":1}`);
    await page.getByRole('alert').getByText('there is no field “nobody”').first().waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await cell(page, 0, 1).waitFor();
  });

  it('is a list of cards with a sheet on a phone', async () => {
    const { page, errors } = await visit('?sort=name:asc', { language: 'zh', theme: 'dark', width: 360 });
    await cell(page, 0, 1)
      .getByText(/启明|云图|华远|信达|恒泰|博睿|中科|金桥|img/)
      .first()
      .waitFor();
    await takePicture(page, 'explore-phone');
    await cell(page, 1, 1).click();
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('heading', { level: 2 }).nth(1).waitFor();
    await sheet
      .getByText(/Test · /)
      .first()
      .waitFor();
    expect([await runsSideways(page), await findViolations(page)]).toEqual([false, []]);
    await takePicture(page, 'explore-phone-sheet');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });
});
