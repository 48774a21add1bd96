import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { createWriteKey, listArrivals } from '../../src/events/contract.ts';
import { readTexts } from '../../src/insights/opinions/contract.ts';
import { createSource } from '../../src/sources/contract.ts';
import { followJob, listProfiles } from '../actions.ts';
import { openTestApp } from '../harness.ts';
import { waitFor } from '../wait.ts';
import { addNumber, openDashboard, pinShown, saveCard } from './dashboard-hands.ts';
import { executablePath, lookOver, openSite, openTab, refreshWeb, takePicture } from './browser.ts';

if (executablePath !== undefined) refreshWeb();
const host = await openTestApp();

const texts: readonly (readonly [who: string, event: string, text: string, product?: string])[] = [
  ['li', 'Product Reviewed', '质量很好，味道也不错，就是物流太慢了，等了一个星期', '龙井茶 250g'],
  ['wang', 'Complaint', '快递把箱子摔坏了，客服一直不回复，我要退款！', '紫砂壶'],
  [
    'zhao',
    'Product Reviewed',
    'Great tea and lovely packaging, will buy again. Bought as a gift.',
    '龙井茶 250g',
  ],
  ['qian', 'Survey Answered', '朋友推荐买的，不是很好，希望包装能改进一下'],
  ['sun', 'Call Received', 'Asked when the blue one is delivered'],
  ['zhou', 'Product Reviewed', '一点异味都没有，性价比很高，已经回购三次了', '茶杯'],
];

// Runs without a browser too, for the application is closed only where a test has run.
it('there are texts in both languages', () => {
  expect(texts.some(([, , text]) => text.startsWith('Great'))).toBe(true);
});

describe.skipIf(executablePath === undefined)('texts of customers in a real browser', () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  let home = '';

  beforeAll(async () => {
    site = await openSite(host);
    const { client } = await host.freshWorkspace();
    const source = await client.call(createSource, { name: '茶叶商城', channel: 'web' });
    const { key } = await client.call(createWriteKey, { source: source.id });
    const batch = texts.flatMap(([userId, event, text, product], n) => [
      { type: 'identify', userId, traits: { email: `${userId}@shop.cn`, name: userId } },
      {
        type: 'track',
        userId,
        event,
        properties: { text, ...(product === undefined ? {} : { product_id: product }) },
        timestamp: new Date(Date.now() - n * 20 * 86_400_000).toISOString(),
      },
    ]);
    const body = JSON.stringify({ writeKey: key, batch });
    await host.app.fetch(new Request('http://in-process/v1/batch', { method: 'POST', body }));
    await waitFor(
      'the events',
      () => client.call(listArrivals, { source: source.id }),
      ({ waiting }) => waiting === 0,
    );
    await waitFor(
      'the customers',
      () => listProfiles(client, { kind: 'person' }),
      (rows) => rows.length === texts.length,
    );
    await followJob(client, (await client.call(readTexts, {})).job);
    home = `${site.base}/w/${(await client.call(getMe, {})).workspace?.slug ?? ''}`;
  });
  afterAll(() => site?.close());

  it('are seen with the words that show it, set right, and lead to the customers behind a number', async () => {
    const look = { language: 'zh', theme: 'light', width: 1280 } as const;
    const { page, errors } = await openTab(site.context, site.base, look);
    await page.goto(`${home}/opinions?period=all`);
    const item = page.locator('li[data-text]').filter({ hasText: '箱子' });
    await item.waitFor();
    expect(await item.locator('mark[data-role=blame]').allTextContents()).toContain('坏了');
    expect(await lookOver(page, 'opinions-zh')).toEqual([]);

    await item.getByRole('button', { name: '更正' }).click();
    await takePicture(page, 'opinions-correct-zh');
    await page.getByRole('dialog').getByText('中性', { exact: true }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await item.getByText(/更正/).last().waitFor();
    await page.reload();
    await item.waitFor();
    expect(await item.locator('[data-polarity=neutral]').first().textContent()).toBe('中性');

    await page.locator('tr[data-group=delivery] a').first().click();
    await page.locator('[role=grid] [data-row="0"]').waitFor();
    await takePicture(page, 'opinions-rule-zh');
    expect(await page.locator('main').textContent()).toContain('物流配送');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('stand on a dashboard beside a number made of them, and leave it as files', async () => {
    const look = { language: 'zh', theme: 'light', width: 1280 } as const;
    const { page, errors } = await openTab(site.context, site.base, look);
    await page.goto(`${home}/opinions?period=all`);
    await page.locator('li[data-text]').first().waitFor();
    await pinShown(page, '口碑', true);
    await page.goto(`${home}/findings`);
    await pinShown(page, '口碑');
    await openDashboard(page, '口碑');
    await addNumber(page, { metric: '客户文字数', by: '来源', target: '80' });
    const number = page.locator('[data-metric=texts]');
    await number.waitFor();
    // Of the whole days before today: the next one is forty days old.
    expect(await number.getAttribute('data-value')).toBe('1');
    await page.locator('tr[data-group=delivery] a').first().waitFor();
    expect(await lookOver(page, 'opinions-dashboard-zh')).toEqual([]);
    expect((await saveCard(page, '客户之声: 主题', 'CSV')).toString('utf8')).toContain('物流配送,0,2,0,1');
    expect((await saveCard(page, '客户之声: 主题', 'PNG')).subarray(1, 4).toString()).toBe('PNG');
    expect(errors).toEqual([]);
    await page.close();
  });

  it('look well in English, on a phone, in the dark', async () => {
    const look = { language: 'en', theme: 'dark', width: 360 } as const;
    const { page, errors } = await openTab(site.context, site.base, look);
    await page.goto(`${home}/opinions?period=all&by=months`);
    await page.locator('li[data-text]').first().waitFor();
    expect(await lookOver(page, 'opinions-en')).toEqual([]);
    expect(errors).toEqual([]);
    await page.close();
  });
});
