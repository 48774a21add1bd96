import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { getMe } from '../../src/access/contract.ts';
import { refreshInsights } from '../../src/insights/contract.ts';
import { followJob } from '../actions.ts';
import { sendEvents } from '../events.ts';
import { openTestApp } from '../harness.ts';
import { executablePath, lookOver, openSite, openTab, refreshWeb, takePicture } from './browser.ts';

if (executablePath !== undefined) refreshWeb();
const host = await openTestApp();

const buyers = 6;

const days = { march: '2026-03-05', may: '2026-05-20' } as const;

/** Six people look at tea in March and order; every second one orders again in May, a pot; two search in between. */
function makeEvents(): unknown[] {
  const track = (userId: string, event: string, more: { timestamp: string; properties: object }) => ({
    type: 'track',
    userId,
    event,
    messageId: `${userId}-${event}-${more.timestamp}`,
    ...more,
  });
  const order = (userId: string, day: string, { name, category }: { name: string; category: string }) =>
    track(userId, 'Order Completed', {
      timestamp: `${day}T09:30:00Z`,
      properties: {
        order_id: `${userId}-${day}`,
        revenue: 90,
        currency: 'CNY',
        products: [{ product_id: name, name, category, price: 90, quantity: 1 }],
      },
    });
  const look = { timestamp: `${days.march}T09:00:00Z`, properties: { name: '龙井茶' } };
  const search = { timestamp: `${days.march}T09:05:00Z`, properties: { query: '茶' } };
  return Array.from({ length: buyers }, (_, n) => {
    const who = `c-${n}`;
    return [
      track(who, 'Product Viewed', look),
      ...(n < 2 ? [track(who, 'Products Searched', search)] : []),
      order(who, days.march, { name: '龙井茶', category: '茶叶' }),
      ...(n % 2 === 0 ? [order(who, days.may, { name: '紫砂壶', category: '茶具' })] : []),
    ];
  }).flat();
}

// Runs without a browser too, for the application is closed only where a test has run.
it('six people look and order, three of them again', () => {
  expect(makeEvents()).toHaveLength(17);
});

describe.skipIf(executablePath === undefined)('forms of what customers did, in a real browser', () => {
  let site: Awaited<ReturnType<typeof openSite>>;
  let home = '';

  beforeAll(async () => {
    site = await openSite(host);
    const { client } = await host.freshWorkspace();
    await sendEvents({ app: host.app, client }, { source: 'Shop', batch: makeEvents(), people: buyers });
    await followJob(client, (await client.call(refreshInsights, {})).job);
    home = `${site.base}/w/${(await client.call(getMe, {})).workspace?.slug ?? ''}`;
  });
  afterAll(() => site?.close());

  const open = async (language: 'zh' | 'en', names: { builder: string; behaviour: string }) => {
    const look = { language, theme: language === 'zh' ? 'light' : 'dark', width: 1280 } as const;
    const { page, errors } = await openTab(site.context, site.base, look);
    await page.goto(`${home}/explore?kind=person`);
    await page.getByRole('button', { name: names.builder }).click();
    const dialog = page.getByRole('dialog');
    const add = async (behaviour: string) => {
      await dialog.getByRole('button', { name: names.behaviour }).click();
      await page.getByRole('menuitem', { name: behaviour }).click();
    };
    const rule = (): unknown => JSON.parse(new URL(page.url()).searchParams.get('rule') ?? '{"all":[]}');
    return { page, errors, dialog, add, rule };
  };

  it('ask what was ordered between two days, and in which months', async () => {
    const { page, errors, dialog, add, rule } = await open('zh', { builder: '组合条件', behaviour: '行为' });
    await add('下单情况');
    await dialog.getByLabel('从', { exact: true }).fill('2026-03-01');
    await dialog.getByLabel('到', { exact: true }).fill('2026-06-30');
    await dialog.getByText('6 个客户符合').waitFor();
    await dialog.getByLabel('买了什么').selectOption({ label: '某一品类' });
    // The names that are known are offered; the rest of one need not be typed.
    await dialog.getByLabel('名称（与订单一致）').and(page.locator('input')).fill('具');
    await dialog.getByRole('option', { name: '茶具', exact: true }).click();
    await dialog.getByText('3 个客户符合').waitFor();
    await dialog.getByText('在2026-03-01至2026-06-30之间买过“茶具”').waitFor();
    expect(await lookOver(page, 'behaviour-bought-zh')).toEqual([]);
    await dialog.getByLabel('订单', { exact: true }).selectOption({ label: '首单在某月，又在某月下单' });
    await dialog.getByLabel('首次下单月份').fill('2026-03');
    await dialog.getByLabel('又在此月下单').fill('2026-05');
    await dialog.getByText('首次下单在2026-03，且在2026-05下过单').waitFor();
    await dialog.getByText('3 个客户符合').waitFor();
    await takePicture(page, 'behaviour-months-zh');
    await dialog.getByRole('button', { name: '使用此筛选' }).click();
    await expect.poll(rule).toEqual({ all: [{ bought: { first: '2026-03', in: '2026-05' } }] });
    expect(errors).toEqual([]);
    await page.close();
  });

  it('ask for the last time, for what is verified, and for whom somebody is related with', async () => {
    const { page, errors, dialog, add, rule } = await open('zh', { builder: '组合条件', behaviour: '行为' });
    await add('做过的事');
    await dialog.getByLabel('时间', { exact: true }).selectOption({ label: '最近一次早于' });
    await dialog.getByLabel('时长').fill('1');
    await dialog.getByText('6 个客户符合').waitFor();
    await dialog.getByText('发生过“完成订单”，最近一次早于1天前').waitFor();
    await add('已核实的信息');
    await dialog.getByText('0 个客户符合').waitFor();
    await add('订阅');
    await dialog.getByText('订阅生效中', { exact: false }).last().waitFor();
    await add('有关系的客户');
    await dialog.getByLabel('关系', { exact: true }).waitFor();
    expect(await lookOver(page, 'behaviour-standing-zh')).toEqual([]);
    await dialog.getByRole('button', { name: '使用此筛选' }).click();
    await expect.poll(rule).toMatchObject({
      all: [{ did: 'Order Completed', last: { lt: '-1d' } }, {}, { subscribed: 'running' }, {}],
    });
    expect(errors).toEqual([]);
    await page.close();
  });

  it('ask what came right after an event, step by step, and back again', async () => {
    const names = { builder: 'Combine', behaviour: 'Behaviour' };
    const { page, errors, dialog, add, rule } = await open('en', names);
    await add('What came right after or before');
    await dialog.getByText('4 fit').waitFor();
    await dialog.getByRole('combobox', { name: 'Leave out' }).click();
    await page.getByRole('option', { name: 'Products Searched' }).click();
    await page.keyboard.press('Escape');
    await dialog.getByText('6 fit').waitFor();
    await dialog.getByLabel('Within days').fill('100');
    await dialog.getByRole('button', { name: 'And right after that …' }).click();
    await dialog.getByText('0 fit').waitFor();
    await dialog.getByRole('button', { name: 'Remove: Right after that' }).last().click();
    await dialog.getByLabel('and nothing else within these days').check();
    await dialog.getByText('and nothing else within these 100 days', { exact: false }).last().waitFor();
    await dialog.getByText('6 fit').waitFor();
    expect(await lookOver(page, 'behaviour-path-en')).toEqual([]);
    await dialog.getByRole('button', { name: 'Use this filter' }).click();
    await expect.poll(rule).toEqual({
      all: [
        {
          path: ['Product Viewed', 'Order Completed'],
          days: 100,
          ends: true,
          except: ['Products Searched'],
        },
      ],
    });
    expect(errors).toEqual([]);
    await page.close();
  });
});
