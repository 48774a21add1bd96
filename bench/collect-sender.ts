import { Agent, request } from 'node:http';

import { percentile, round } from './measure.ts';

/** Where a sender sends, and how many customers it speaks of. */
export interface Target {
  readonly url: string;
  readonly key: string;
  readonly people: number;
}

/** What a sender saw. */
export interface Sent {
  readonly requests: number;
  readonly events: number;
  readonly seconds: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Requests that were answered 429, to be sent again. */
  readonly throttled: number;
}

const names = ['Product Viewed', 'Product Added', 'Called', 'Order Completed', 'Article Read'] as const;
let count = 0;

/** A message of a customer, about 500 bytes, with an id that no other has. */
export function makeMessage(people: number, now = Date.now()): string {
  count += 1;
  const name = names[count % names.length] ?? '';
  const person = (count * 2_654_435_761) % people;
  return `{"type":"track","event":"${name}","userId":"u${person}","anonymousId":"a${person}","messageId":"${process.pid}-${now}-${count}","timestamp":"${new Date(now).toISOString()}","context":{"ip":"203.0.113.9","locale":"zh-CN","userAgent":"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36","page":{"url":"https://shop.example/p/${count % 1000}","referrer":"https://search.example/"},"campaign":{"source":"wechat","name":"spring"}},"properties":{"product_id":"P${count % 1000}","name":"Product ${count % 1000}","price":${(count % 500) + 0.5},"quantity":1,"currency":"CNY","order_id":"O${count}","colour":"red","list":"home"}}`;
}

/** The message by which a customer becomes known. */
export function makeIdentify(person: number): string {
  return `{"type":"identify","userId":"u${person}","messageId":"i${person}","traits":{"name":"Customer ${person}","email":"u${person}@shop.example"}}`;
}

/** Sends so many messages in batches, again where they are too many at a time. */
export async function sendAll(target: Target, count: number, make: (n: number) => string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  let next = 0;
  const one = async (): Promise<void> => {
    while (next < count) {
      const from = next;
      next = Math.min(count, from + 500);
      const messages = Array.from({ length: next - from }, (_none, n) => make(from + n));
      const body = `{"batch":[${messages.join(',')}]}`;
      while ((await post(agent, target, { path: '/v1/batch', body })) !== 200)
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  agent.destroy();
}

/** A body of several messages. */
const makeBatch = (size: number, people: number): string =>
  `{"batch":[${Array.from({ length: size }, () => makeMessage(people)).join(',')}],"sentAt":"${new Date().toISOString()}"}`;

/** Sends batches over so many connections for a while, each connection one after another; `size` 1 sends single messages. */
export async function sendFor(
  target: Target,
  { seconds, connections, size }: { seconds: number; connections: number; size: number },
): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  let throttled = 0;
  const one = async (): Promise<void> => {
    while (performance.now() < end) {
      const body = size === 1 ? makeMessage(target.people) : makeBatch(size, target.people);
      const from = performance.now();
      const status = await post(agent, target, { path: size === 1 ? '/v1/track' : '/v1/batch', body });
      if (status === 429) {
        throttled += 1;
        await new Promise((resolve) => setTimeout(resolve, 500));
      } else if (status === 200) times.push(performance.now() - from);
      else throw new Error(`answered ${status}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  const taken = (performance.now() - started) / 1000;
  return {
    requests: times.length,
    events: times.length * size,
    seconds: round(taken, 2),
    p50Ms: round(percentile(times, 0.5)),
    p99Ms: round(percentile(times, 0.99)),
    maxMs: round(percentile(times, 1)),
    throttled,
  };
}

/** Sends a body; answers the status. */
export function post(
  agent: Agent,
  { url, key }: Pick<Target, 'url' | 'key'>,
  { path, body }: { path: string; body: string },
): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
    };
    const sent = request(`${url}${path}`, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
