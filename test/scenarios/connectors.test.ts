import { createHmac } from 'node:crypto';

import { createPlannedEvent } from '../../src/events/plan/contract.ts';
import { expect, test } from 'vitest';
import { z } from 'zod';

import {
  createConnector,
  getConnector,
  listConnectorKinds,
  listConnectors,
  listDeliveries,
  previewMapping,
  removeConnector,
  replayDeliveries,
  updateConnector,
  type WholeConnector,
} from '../../src/connectors/contract.ts';
import { listConsents } from '../../src/consent/contract.ts';
import { getProfile, listTimeline } from '../../src/profiles/contract.ts';
import { listProfiles, problemOf } from '../actions.ts';
import { hookSecret, sendHook, settleHooks, signBase64 } from '../connectors.ts';
import { openTestApp, type TestWorkspace } from '../harness.ts';
import { waitFor } from '../wait.ts';

const { app, freshWorkspace } = await openTestApp();

const problemSchema = z.object({ code: z.string() });
const codeOf = async (answer: Response) => problemSchema.parse(await answer.json()).code;

const eventsOf = ({ client }: TestWorkspace, id: string, count: number) =>
  waitFor(
    `${count} events`,
    async () => (await client.call(listTimeline, { id, kinds: 'order' })).rows,
    (rows) => rows.length >= count,
  );

const customer = {
  id: 207119551,
  first_name: '晓',
  last_name: '陈',
  email: 'chen.xiao@example.org',
  phone: '+8613911117771',
  updated_at: '2026-03-02T10:00:00+08:00',
  email_marketing_consent: {
    state: 'subscribed',
    opt_in_level: 'single_opt_in',
    consent_updated_at: '2026-03-01T10:00:00+08:00',
  },
};
const order = {
  id: 820982911946154500,
  name: '#1001',
  email: 'chen.xiao@example.org',
  created_at: '2026-03-02T09:59:00+08:00',
  updated_at: '2026-03-02T10:00:00+08:00',
  currency: 'CNY',
  total_price: '398.00',
  total_tax: '12.00',
  total_discounts: '2.00',
  discount_codes: [{ code: 'SPRING' }],
  financial_status: 'paid',
  customer,
  billing_address: { address1: '延安路 1 号', city: '上海', zip: '200000', country_code: 'CN', company: '' },
  line_items: [
    { sku: 'TEA-1', title: '龙井', vendor: 'West Lake', quantity: 2, price: '199.00' },
    { sku: 'CUP-1', title: 'Cup', quantity: 1, price: '2.00' },
  ],
  refunds: [],
};

const shopify = (id: string, topic: string, body: object | string) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = { 'x-shopify-topic': topic, 'x-shopify-hmac-sha256': signBase64(text) };
  return sendHook(app, id, { body: text, headers });
};

test('a Shopify order becomes a customer, an order with its lines and consent; a refund finds whose it is', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const { id, address } = await client.call(createConnector, {
    name: 'Tea shop',
    kind: 'shopify',
    settings: { secret: hookSecret },
  });
  expect(address).toContain(`/hooks/${id}`);
  // The shop sends again what was not answered in time: it counts once.
  for (const _ of [1, 2]) expect((await shopify(id, 'orders/create', order)).status).toBe(200);
  expect((await shopify(id, 'customers/update', customer)).status).toBe(200);
  const refund = {
    id: 5,
    order_id: order.id,
    processed_at: '2026-03-05T10:00:00+08:00',
    note: 'broken',
    transactions: [{ kind: 'refund', status: 'success', amount: '2.00', currency: 'CNY' }],
    refund_line_items: [{ quantity: 1, line_item: order.line_items[1] }],
  };
  expect((await shopify(id, 'refunds/create', refund)).status).toBe(200);
  const [first, , last] = await settleHooks(workspace, id);
  expect(first?.state).toBe('taken');
  // Its order may still be on its way into the warehouse; either way it is taken in the end.
  expect(last).toMatchObject({ state: 'taken', topic: 'refunds/create' });

  const people = await listProfiles(client, { kind: 'person' });
  expect(people).toHaveLength(1);
  const profile = String(people[0]?.id);
  expect(first?.profile).toBe(profile);
  const { values, records } = await client.call(getProfile, { id: profile });
  expect(values).toMatchObject({ name: '陈晓', given_name: '晓', family_name: '陈' });
  expect(records).toBe(2);
  const events = await eventsOf(workspace, profile, 2);
  expect(events.map(({ text }) => text)).toEqual(['Order Refunded', 'Order Completed']);
  expect(events[1]?.details).toMatchObject({ amount: 398, currency: 'CNY', order: String(order.id) });
  expect(events[0]?.details).toMatchObject({ amount: 2 });
  const ledger = await client.call(listConsents, { id: profile });
  expect(ledger.standing).toMatchObject([{ channel: 'email', purpose: 'marketing', allowed: true }]);
  expect(ledger.rows[0]?.evidence).toContain('Tea shop');
  expect(await client.call(getConnector, { id })).toMatchObject({
    health: 'good',
    counts: { taken: 3, waiting: 0, failed: 0 },
    secrets: ['secret'],
    settings: {},
  });
});

test('a WooCommerce order counts once it is paid, whatever the shop tells again of it; refunds and cancelling are given back', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const { id } = await client.call(createConnector, {
    name: 'Woo',
    kind: 'woocommerce',
    settings: { secret: hookSecret },
  });
  expect((await sendHook(app, id, { body: 'webhook_id=12' })).status).toBe(200);
  const base = {
    id: 727,
    number: '727',
    status: 'pending',
    currency: 'CNY',
    date_created_gmt: '2026-03-22T16:28:02',
    date_modified_gmt: '2026-03-22T16:29:02',
    total: '29.35',
    customer_id: 0,
    billing: {
      first_name: 'John',
      last_name: 'Doe',
      email: 'John.Doe@example.com',
      phone: '13911117772',
      country: 'CN',
    },
    line_items: [
      { name: 'Woo Single #1', product_id: 93, variation_id: 0, quantity: 2, sku: '', price: 14.675 },
    ],
    refunds: [],
  };
  const send = (topic: string, body: object) => {
    const text = JSON.stringify(body);
    const headers = { 'x-wc-webhook-topic': topic, 'x-wc-webhook-signature': signBase64(text) };
    return sendHook(app, id, { body: text, headers });
  };
  await send('order.created', base);
  const paid = {
    ...base,
    status: 'processing',
    date_paid_gmt: '2026-03-22T16:30:00',
    date_modified_gmt: '2026-03-22T16:30:00',
  };
  await send('order.updated', paid);
  await send('order.updated', { ...paid, status: 'completed', date_modified_gmt: '2026-03-23T16:30:00' });
  const refunded = {
    ...paid,
    refunds: [{ id: 9, reason: 'late', total: '-9.35' }],
    date_modified_gmt: '2026-03-24T16:30:00',
  };
  await send('order.updated', refunded);
  await send('order.updated', { ...refunded, status: 'cancelled', date_modified_gmt: '2026-03-25T16:30:00' });
  const rows = await settleHooks(workspace, id);
  expect(rows.map(({ state }) => state)).toEqual(['taken', 'taken', 'taken', 'taken', 'taken']);
  const profile = rows[0]?.profile ?? '';
  const events = await eventsOf(workspace, profile, 4);
  expect(events.map(({ text, details }) => [text, details['amount']])).toEqual([
    ['Order Cancelled', 20],
    ['Order Refunded', 9.35],
    ['Order Updated', 29.35],
    ['Order Completed', 29.35],
  ]);
  expect(await listProfiles(client, { kind: 'person' })).toHaveLength(1);
});

const mapped = {
  kind: 'person' as const,
  each: ['data', 'orders'],
  event: 'Order Completed',
  links: [
    { from: ['data', 'orders', '*', 'buyer', 'id'], to: 'id' },
    { from: ['data', 'orders', '*', 'buyer', 'name'], to: 'field:name' },
    { from: ['data', 'orders', '*', 'buyer', 'mails', '*'], to: 'field:emails' },
    { from: ['data', 'orders', '*', 'no'], to: 'property:order_id' },
    { from: ['data', 'orders', '*', 'no'], to: 'message' },
    { from: ['data', 'currency'], to: 'property:currency' },
    { from: ['data', 'orders', '*', 'paid'], to: 'time' },
    { from: ['data', 'orders', '*', 'goods', '*', 'sku'], to: 'line:product_id' },
    { from: ['data', 'orders', '*', 'goods', '*', 'price'], to: 'line:price' },
    { from: ['data', 'orders', '*', 'goods', '*', 'count'], to: 'line:quantity' },
  ],
};
const body = {
  data: {
    currency: 'CNY',
    orders: [
      {
        no: 'A1',
        paid: 1_772_000_000,
        buyer: { id: 7, name: '王芳', mails: ['wang@example.org', 'fang@example.org'] },
        goods: [
          { sku: 'S1', price: 10, count: 3 },
          { sku: 'S2', price: '5.5', count: 1 },
        ],
      },
      { no: 'A2', paid: 1_772_000_100, buyer: { id: 8, name: '李雷', mails: [] }, goods: [] },
    ],
  },
};

const hexHeaders = (text: string, secret = hookSecret) => ({
  'x-signature': `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`,
});

test('what any program sends is kept, mapped by hand, and read again once the mapping is there', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const { id } = await client.call(createConnector, {
    name: 'ERP',
    kind: 'webhook',
    settings: { secret: hookSecret },
  });
  const text = JSON.stringify(body);
  expect((await sendHook(app, id, { body: text, headers: hexHeaders(text) })).status).toBe(200);
  expect(await settleHooks(workspace, id)).toMatchObject([
    { state: 'failed', reason: { code: 'connectors.mapping' }, body: text },
  ]);
  const { sample, health } = await client.call(getConnector, { id });
  expect({ sample, health }).toEqual({ sample: text, health: 'failing' });
  const preview = await client.call(previewMapping, { id, body: text, mapping: mapped });
  expect(preview.readings).toHaveLength(2);
  expect(preview.readings[0]).toMatchObject({
    who: '7',
    values: { name: '王芳', emails: ['wang@example.org', 'fang@example.org'] },
    events: [
      {
        event: 'Order Completed',
        timestamp: 1_772_000_000,
        properties: {
          order_id: 'A1',
          currency: 'CNY',
          products: [
            { product_id: 'S1', price: '10', quantity: '3' },
            { product_id: 'S2', price: '5.5', quantity: '1' },
          ],
        },
      },
    ],
  });
  await client.call(updateConnector, { id, mapping: mapped });
  expect(await client.call(replayDeliveries, { id })).toEqual({ waiting: 1 });
  expect(await settleHooks(workspace, id)).toMatchObject([{ state: 'taken', reason: null }]);
  const people = await listProfiles(client, { kind: 'person' });
  expect(people.map(({ name }) => String(name)).toSorted((a, b) => a.localeCompare(b))).toEqual([
    '李雷',
    '王芳',
  ]);
  const wang = String(people.find(({ name }) => name === '王芳')?.id);
  const [event] = await eventsOf(workspace, wang, 1);
  expect(event?.details).toMatchObject({ amount: 35.5 });

  // Read once more, it changes nothing.
  const [delivery] = (await client.call(listDeliveries, { id })).rows;
  await client.call(replayDeliveries, { id, deliveries: [{ id: delivery?.id ?? '' }] });
  await settleHooks(workspace, id);
  expect(await listProfiles(client, { kind: 'person' })).toHaveLength(2);
  expect(await eventsOf(workspace, wang, 1)).toHaveLength(1);
});

test('what cannot be read is kept whole with its reason, mended and read again', async () => {
  const workspace = await freshWorkspace();
  const { client, clientAs } = workspace;
  const { id } = await client.call(createConnector, {
    name: 'Broken',
    kind: 'webhook',
    settings: { secret: hookSecret, scheme: 'token', header: 'X-Key' },
  });
  await client.call(updateConnector, {
    id,
    mapping: {
      links: [
        { from: ['mail'], to: 'field:emails' },
        { from: ['what'], to: 'event' },
        { from: ['at'], to: 'time' },
      ],
    },
  });
  const send = (text: string | Uint8Array<ArrayBuffer>) =>
    sendHook(app, id, { body: text, headers: { 'x-key': hookSecret } });
  const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;
  const bodies = [
    '{"mail": ',
    '{"other": 1}',
    '{"what": "Visited"}',
    deep,
    '{"mail":"a@example.org","what":"x","at":"1901-01-01"}',
  ];
  for (const text of [...bodies, new Uint8Array([0xff, 0xfe, 0x00, 0x7b])])
    expect((await send(text)).status).toBe(200);
  await send(
    '{"__proto__": {"mail": "p@example.org"}, "constructor": {"mail": 1}, "mail": "ok@example.org"}',
  );
  const rows = await settleHooks(workspace, id);
  expect(rows.map(({ state, reason }) => reason?.code ?? state)).toEqual([
    'connectors.json',
    'connectors.empty',
    'connectors.nobody',
    'connectors.empty',
    'connectors.event.time',
    'connectors.json',
    'taken',
  ]);
  expect(rows[0]?.body).toBe('{"mail": ');
  await client.call(replayDeliveries, {
    id,
    deliveries: [{ id: rows[0]?.id ?? '', body: '{"mail": "mended@example.org"}' }],
  });
  expect((await settleHooks(workspace, id))[0]).toMatchObject({ state: 'taken' });
  expect(await listProfiles(client, { kind: 'person' })).toHaveLength(2);
  // The tracking plan holds for connectors too.
  await client.call(createPlannedEvent, { name: 'Nonsense', rule: 'block' });
  await send('{"mail": "planned@example.org", "what": "Nonsense"}');
  expect((await settleHooks(workspace, id)).map(({ reason }) => reason?.code)).toContain(
    'connectors.event.blocked',
  );
  // Whoever does not see everything of persons sees that it came, and no body.
  const seen = await (await clientAs('editor')).call(listDeliveries, { id });
  expect(seen.rows).toHaveLength(8);
  expect(await problemOf((await clientAs('viewer')).call(listDeliveries, { id }))).toMatchObject({
    code: 'access.forbidden',
  });
  expect(
    await problemOf(client.call(replayDeliveries, { id, deliveries: [{ id: 'dlv_nothing' }] })),
  ).toMatchObject({ code: 'connectors.delivery.not-found' });
});

test('only who knows the secret is believed: each way of signing, old and forged signatures, and switching off', async () => {
  const { client } = await freshWorkspace();
  const make = async (settings: Record<string, string>): Promise<WholeConnector> =>
    client.call(createConnector, {
      name: 'Signed',
      kind: 'webhook',
      settings: { secret: hookSecret, ...settings },
    });
  const text = '{"a":1}';
  const seconds = Math.floor(Date.now() / 1_000);
  const timed = (at: number) => createHmac('sha256', hookSecret).update(`${at}.${text}`).digest('base64');
  const key = Buffer.from('0123456789abcdef0123456789abcdef');
  const standard = (at: number) => createHmac('sha256', key).update(`msg_1.${at}.${text}`).digest('base64');
  const [hex, time, spec] = await Promise.all([
    make({}),
    make({ scheme: 'base64', header: 'X-Sign', timeHeader: 'X-Time' }),
    make({ scheme: 'standard', secret: `whsec_${key.toString('base64')}` }),
  ]);
  const status = async (id: string, headers: Record<string, string>) => {
    const answer = await sendHook(app, id, { body: text, headers });
    return answer.ok ? 'taken' : codeOf(answer);
  };
  const standardHeaders = (at: number, more = '') => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(at),
    'webhook-signature': `v1,bm90aGluZw== v1,${standard(at)}${more}`,
  });
  const [missing, wrong, late] = ['missing', 'wrong', 'late'].map(
    (one) => `connectors.signature.${one}.forbidden`,
  );
  expect(await status(hex.id, hexHeaders(text))).toBe('taken');
  expect(await status(hex.id, {})).toBe(missing);
  expect(await status(hex.id, hexHeaders(text, 'another secret'))).toBe(wrong);
  expect(await status(hex.id, hexHeaders(`${text} `))).toBe(wrong);
  expect(await status(time.id, { 'x-sign': timed(seconds), 'x-time': String(seconds) })).toBe('taken');
  expect(await status(time.id, { 'x-sign': timed(seconds), 'x-time': String(seconds + 1) })).toBe(wrong);
  expect(await status(time.id, { 'x-sign': timed(seconds) })).toBe(missing);
  expect(await status(time.id, { 'x-sign': timed(seconds - 900), 'x-time': String(seconds - 900) })).toBe(
    late,
  );
  expect(await status(spec.id, standardHeaders(seconds))).toBe('taken');
  expect(await status(spec.id, standardHeaders(seconds, 'x'))).toBe(wrong);
  expect(await status(spec.id, standardHeaders(seconds - 900))).toBe(late);
  expect(await client.call(getConnector, { id: hex.id })).toMatchObject({
    health: 'failing',
    refused: { why: { code: 'connectors.signature.missing' } },
  });
  const large = 'x'.repeat(2_000_001);
  expect(await codeOf(await sendHook(app, hex.id, { body: large, headers: hexHeaders(large) }))).toBe(
    'request.too-large',
  );
  expect((await sendHook(app, `conn_${'0'.repeat(26)}`, { body: text })).status).toBe(404);

  // A secret that is left out stays; another one counts at once.
  await client.call(updateConnector, { id: hex.id, settings: { header: 'X-Other', secret: '' } });
  expect(await status(hex.id, { 'x-other': hexHeaders(text)['x-signature'] })).toBe('taken');
  await client.call(updateConnector, { id: hex.id, on: false });
  expect(await status(hex.id, { 'x-other': hexHeaders(text)['x-signature'] })).toBe('connectors.gone');
  await client.call(removeConnector, { id: hex.id });
  expect((await client.call(listConnectors, {})).rows).toHaveLength(2);
});

test('who answers STOP to a text message is not written to any more, whoever brought the number', async () => {
  const workspace = await freshWorkspace();
  const { client } = workspace;
  const shop = await client.call(createConnector, {
    name: 'Shop',
    kind: 'shopify',
    settings: { secret: hookSecret },
  });
  const said = {
    state: 'subscribed',
    opt_in_level: 'single_opt_in',
    consent_updated_at: '2026-03-01T10:00:00Z',
  };
  await shopify(shop.id, 'customers/create', { ...customer, sms_marketing_consent: said });
  const [{ profile } = { profile: null }] = await settleHooks(workspace, shop.id);
  const standing = async () => (await client.call(listConsents, { id: profile ?? '' })).standing;
  expect((await standing()).find(({ channel }) => channel === 'sms')).toMatchObject({ allowed: true });
  const { id } = await client.call(createConnector, {
    name: 'Text messages',
    kind: 'replies',
    settings: { secret: hookSecret, scheme: 'token', header: 'X-Key', from: 'From', text: 'Body' },
  });
  const answer = (text: string) => {
    const body = new URLSearchParams({ From: '+86 139 1111 7771', Body: text }).toString();
    return sendHook(app, id, { body, headers: { 'x-key': hookSecret } });
  };
  await answer('多少钱？');
  await settleHooks(workspace, id);
  expect((await standing()).find(({ channel }) => channel === 'sms')).toMatchObject({ allowed: true });
  await answer('退订');
  expect((await settleHooks(workspace, id)).map((one) => one.profile)).toEqual([profile, profile]);
  expect((await standing()).find(({ channel }) => channel === 'sms')).toMatchObject({ allowed: false });
  expect((await standing()).find(({ channel }) => channel === 'email')).toMatchObject({ allowed: true });
  expect(await listProfiles(client, { kind: 'person' })).toHaveLength(1);
});

test('each kind says what it asks for; what is missing or wrong is said by name, and no secret ever comes back', async () => {
  const { client, clientAs } = await freshWorkspace();
  const { rows } = await client.call(listConnectorKinds, {});
  expect(rows.find(({ kind }) => kind === 'shopify')?.settings).toMatchObject([
    { key: 'secret', type: 'secret', required: true },
  ]);
  const make = (settings: Record<string, string>) =>
    client.call(createConnector, { name: 'X', kind: 'webhook', settings });
  expect(await problemOf(make({}))).toMatchObject({
    code: 'connectors.settings',
    details: { settings: 'secret' },
  });
  expect(await problemOf(make({ secret: hookSecret, scheme: 'md5', header: 'a b' }))).toMatchObject({
    details: { settings: 'scheme, header' },
  });
  const made = await make({ secret: hookSecret });
  expect(JSON.stringify([made, await client.call(listConnectors, {})])).not.toContain(hookSecret);
  expect(
    await problemOf(
      (await clientAs('editor')).call(createConnector, { name: 'Y', kind: 'webhook', settings: {} }),
    ),
  ).toMatchObject({ code: 'access.forbidden' });
});
