import { readFile } from 'node:fs/promises';

import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { getInsightStatus } from '../../src/insights/contract.ts';
import { listProfiles } from '../actions.ts';
import { sendEvents } from '../events.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import {
  executablePath,
  findViolations,
  openBrowser,
  openTab,
  refreshWeb,
  runsSideways,
  settle,
  takePicture,
} from './browser.ts';
import { addNumber, openDashboard, pinShown, saveCard } from './dashboard-hands.ts';

if (executablePath !== undefined) refreshWeb();
const { app, cookies, freshWorkspace } = await openTestApp();

const customers = 60;
const dayMs = 86_400_000;

const momentOf = (who: number, i: number) =>
  Date.parse('2026-01-05T09:00:00Z') + (((who * 11 + i * 29) % 180) + i / 10) * dayMs;
const orderCount = (who: number) => 1 + ((who * 7) % 6);
const orderMoments = () =>
  Array.from({ length: customers }, (_, who) =>
    Array.from({ length: orderCount(who) }, (__, i) => momentOf(who, i)),
  ).flat();

/** Orders of sixty people over half a year: some often, some once, each with tea and now and then a pot. */
function makeOrders(): unknown[] {
  return Array.from({ length: customers }, (_, who) =>
    Array.from({ length: orderCount(who) }, (__, i) => ({
      type: 'track',
      event: 'Order Completed',
      userId: `c-${String(who).padStart(3, '0')}`,
      messageId: `${who}-${i}`,
      timestamp: new Date(momentOf(who, i)).toISOString(),
      properties: {
        order_id: `${who}-${i}`,
        revenue: 20 + ((who * 13 + i * 5) % 90),
        currency: 'CNY',
        products: [
          { product_id: 'tea', name: '龙井茶', price: 10, quantity: 1 },
          ...((who + i) % 3 === 0 ? [{ product_id: 'pot', name: 'Teapot', price: 30, quantity: 1 }] : []),
        ],
      },
    })),
  ).flat();
}

/** How much tea was ordered in the last eight whole weeks until the day after the last order: one piece with each. */
function piecesOfTea(): number {
  const moments = orderMoments().toSorted((one, other) => one - other);
  const last = new Date((moments.at(-1) ?? 0) + dayMs);
  const monday = Date.UTC(
    last.getUTCFullYear(),
    last.getUTCMonth(),
    last.getUTCDate() - ((last.getUTCDay() + 6) % 7),
  );
  return moments.filter((at) => at >= monday - 56 * dayMs && at < monday).length;
}

async function fill({ client }: TestWorkspace): Promise<void> {
  await sendEvents({ app, client }, { source: 'Shop', batch: makeOrders(), people: customers });
}

/** Takes a picture in both widths; answers where the page runs sideways. */
async function lookAtWidths(page: Page, tab: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    await takePicture(page, `insights-${tab}-${width}`);
    if (await runsSideways(page)) found.push(`${tab} runs sideways at ${width}`);
  }
  return found;
}

/** How much will be wanted: of all, of what is chosen, and who bought it; answers what is wrong. */
async function lookAtDemand(page: Page): Promise<string[]> {
  await page.getByRole('combobox', { name: '预测' }).selectOption({ label: '需求（件数）' });
  await page.getByText('产品', { exact: true }).click();
  const tea = page.getByRole('button', { name: '龙井茶' });
  await tea.click();
  await page.locator('main canvas').waitFor();
  const row = page.getByRole('row').filter({ has: tea });
  expect((await row.getByRole('cell').allTextContents()).slice(0, 2)).toEqual([String(piecesOfTea()), '–']);
  await settle(page);
  const found = [...(await findViolations(page)), ...(await lookAtWidths(page, 'demand'))];
  await page.setViewportSize({ width: 1280, height: 800 });
  return found;
}

/** The dashboard that the panels were put on, with a number beside them: moved, written to files, and followed to customers. */
async function lookAtDashboard(page: Page): Promise<void> {
  await openDashboard(page, '每周');
  await addNumber(page, { metric: '活跃客户', by: '价值等级', target: '80' });
  const number = page.locator('[data-metric=active]');
  await number.getByRole('link').waitFor();
  const value = Number(await number.getAttribute('data-value'));
  await page.getByRole('button', { name: '“活跃客户”的操作' }).click();
  await page.getByRole('menuitem', { name: '前移' }).click();
  await page.locator('[data-size]:nth-child(8) [data-metric=active]').waitFor();
  expect(await findViolations(page)).toEqual([]);
  expect(await lookAtWidths(page, 'dashboard')).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const title of ['近度与频度', '预测: 销售额'])
    expect((await saveCard(page, title, 'PNG')).subarray(1, 4).toString()).toBe('PNG');
  const table = (await saveCard(page, '活跃客户', 'CSV')).toString();
  expect(table).toContain(`活跃客户,${value},`);
  expect(table).toContain('A：贡献 80% 价值的客户');
  await page.keyboard.press('Escape');
  await number.getByRole('link').click();
  await page.locator('[role=grid] [data-row="0"]').waitFor();
  await page.getByText(`${value}`, { exact: true }).first().waitFor();
}

/** Changes the rule of the segment that is open: they must also have ordered so often, and rank so high; answers what is wrong. */
async function changeRule(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: '修改规则' }).click();
  const dialog = page.getByRole('dialog');
  for (const name of ['做过的事', '价值与习惯']) {
    await dialog.getByRole('button', { name: '行为' }).click();
    await page.getByRole('menuitem', { name }).click();
  }
  await dialog.getByLabel('多少').selectOption('次数');
  await dialog.getByLabel('时间').selectOption('最近');
  await dialog.getByLabel('时长').fill('9');
  await dialog.getByLabel('单位').selectOption('年');
  await dialog.getByText('发生过“完成订单”，次数不低于2，在最近9年内，且累计消费排名前 10%').waitFor();
  await dialog.getByText(/个客户符合/).waitFor();
  await dialog.getByRole('button', { name: '查看部分客户及符合的原因' }).click();
  await dialog
    .getByText(/^[2-9] 次，共 /)
    .first()
    .waitFor();
  await settle(page);
  await takePicture(page, 'segment-rule-1280');
  const found: string[] = await findViolations(page);
  await page.setViewportSize({ width: 360, height: 800 });
  await takePicture(page, 'segment-rule-360');
  await page.setViewportSize({ width: 1280, height: 1000 });
  await dialog.getByRole('button', { name: '使用此筛选' }).click();
  await page.getByText('累计消费排名前 10%').first().waitFor();
  await page.getByRole('button', { name: '快照' }).click();
  await page.getByText('成员已一次性记录').waitFor();
  await page.locator('p[data-size]').waitFor();
  return found;
}

/** Defines a value in plain words, sees what comes out, and shows it as a column and beside a customer; answers what is wrong. */
async function defineValue(page: Page, place: string): Promise<string[]> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${place}/values?kind=person`);
  await page.getByText('还没有定义计算值').waitFor();
  await page.getByRole('button', { name: '定义计算值' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: '名称' }).fill('下单次数');
  await dialog.getByRole('combobox', { name: '事件' }).fill('Order Completed');
  await page.keyboard.press('Tab');
  await dialog.getByText('“完成订单”的次数', { exact: true }).waitFor();
  await dialog.getByText(/60 位客户中有 60 位有值/).waitFor();
  await settle(page);
  const found = [...(await findViolations(page)), ...(await lookAtWidths(page, 'value-builder'))];
  await page.setViewportSize({ width: 1280, height: 900 });
  await dialog.getByRole('button', { name: '保存' }).click();
  const row = page.getByRole('row').filter({ has: page.locator('[data-name=下单次数]') });
  await row.getByText('60', { exact: true }).waitFor();
  found.push(...(await findViolations(page)), ...(await lookAtWidths(page, 'values')));
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${place}/explore?kind=person`);
  await page.locator('[role=grid] [data-row="0"]').waitFor();
  await page.getByRole('button', { name: '列', exact: true }).click();
  await page.getByRole('textbox', { name: /查找/ }).fill('下单次数');
  await page.getByRole('checkbox', { name: '下单次数', exact: true }).click();
  await page.keyboard.press('Escape');
  const head = page.getByRole('columnheader', { name: /^下单次数/ });
  await head.waitFor();
  await settle(page);
  await takePicture(page, 'value-column');
  return found;
}

describe.skipIf(executablePath === undefined)('insights in a real browser', () => {
  it('are computed on a click, shown in both languages, and lead to the customers behind them', async () => {
    const workspace = await freshWorkspace();
    const slug = (await workspace.client.call(getMe, {})).workspace?.slug ?? '';
    const base = `http://127.0.0.1:${(await app.listen(0, '127.0.0.1')).port}`;
    const { context, close } = await openBrowser();
    try {
      await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: base })));
      const { page, errors } = await openTab(context, base, { language: 'zh', theme: 'light', width: 1280 });
      await page.goto(`${base}/w/${slug}/insights`);
      await page.getByText('尚未计算').waitFor();
      await takePicture(page, 'insights-empty');
      expect(await findViolations(page)).toEqual([]);
      await fill(workspace);
      await page.getByRole('button', { name: '重新计算' }).click();
      await page.locator('[data-segment=champions]').waitFor();
      const found: string[] = [];
      for (const tab of [
        '近度与频度',
        '价值',
        '留存',
        '每月客户',
        '复购间隔',
        '常一起购买',
        '漏斗',
        '预测',
      ]) {
        await page.getByRole('tab', { name: tab }).click();
        await settle(page);
        found.push(...(await findViolations(page)));
        found.push(...(await lookAtWidths(page, tab)));
        await page.setViewportSize({ width: 1280, height: 800 });
        if (tab === '近度与频度') await pinShown(page, '每周', true);
        else await pinShown(page, '每周');
      }
      expect(found).toEqual([]);
      const [saved] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'PNG' }).click(),
      ]);
      expect((await readFile(await saved.path())).subarray(1, 4).toString()).toBe('PNG');
      found.push(...(await lookAtDemand(page)));
      await lookAtDashboard(page);
      await page.goto(`${base}/w/${slug}/findings?kind=person`);
      await page.getByText('没有异常').waitFor();
      found.push(...(await findViolations(page)), ...(await lookAtWidths(page, 'findings')));
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto(`${base}/w/${slug}/insights`);
      const segment = page
        .locator('[data-segment]')
        .filter({ has: page.getByRole('link') })
        .first();
      const count = await segment.locator('td').nth(1).textContent();
      const key = await segment.getAttribute('data-segment');
      await segment.getByRole('link').click();
      await page.locator('[role=grid] [data-row="0"]').waitFor();
      await settle(page);
      expect(await page.getByText('价值分群为').count()).toBeGreaterThan(0);
      // Customers who are known by what they did alone have no name: they go by their ids, so that each can be opened.
      expect(await page.locator('[role=grid] [data-row="0"]').textContent()).toMatch(/per_/);
      await takePicture(page, 'insights-explore');
      const listed = await listProfiles(workspace.client, {
        kind: 'person',
        rule: { insight: 'segment', in: [key] },
      });
      expect(String(listed.length)).toBe(count);
      // What is asked becomes a segment, whose members are found at once.
      await page.getByRole('button', { name: '保存为分群' }).click();
      await page.getByRole('textbox', { name: '名称' }).fill('一号分群');
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.locator(`[data-size="${count}"]`).waitFor();
      await page.getByText('价值分群为').first().waitFor();
      await settle(page);
      await page.getByRole('textbox', { name: '地址' }).fill('http://127.0.0.1:9/hook');
      await page.getByRole('button', { name: '推送到此地址' }).click();
      await page.getByRole('button', { name: '已保存' }).click();
      await page.locator('[data-hook]').waitFor();
      found.push(...(await findViolations(page)), ...(await lookAtWidths(page, 'segment')));
      await page.setViewportSize({ width: 1280, height: 1000 });
      found.push(...(await changeRule(page)));
      found.push(...(await defineValue(page, `${base}/w/${slug}`)));
      await page.goto(`${base}/w/${slug}/segments?kind=person`);
      await page.getByRole('button', { name: '保存为分群: 只购买过一次' }).click();
      await page.getByRole('button', { name: '保存', exact: true }).click();
      await page.locator('[data-size="10"]').waitFor();
      await page.getByRole('link', { name: '全部分群' }).click();
      for (const name of ['一号分群', '只购买过一次'])
        await page.getByLabel(`比较${name}`, { exact: true }).check();
      await page.getByRole('heading', { name: '共同成员' }).waitFor();
      await page.getByRole('heading', { name: '差异所在' }).waitFor();
      await page.getByText(/没有超出偶然的差异|偶然的可能/).waitFor();
      await settle(page);
      found.push(...(await findViolations(page)), ...(await lookAtWidths(page, 'segments')));
      expect(found).toEqual([]);
      expect(errors).toEqual([]);
    } finally {
      await close();
    }
    expect(await workspace.client.call(getInsightStatus, {})).toMatchObject({
      error: null,
      result: { currency: 'CNY', kinds: [{ kind: 'person', customers, purchases: { customers } }] },
    });
  });
});
