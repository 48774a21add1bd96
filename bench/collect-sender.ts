import { openLine, type Line } from './http-line.ts';
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

/** A connection that sends with the key of a target. */
export function openLineTo({ url, key }: Pick<Target, 'url' | 'key'>): Promise<Line> {
  return openLine(url, { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });
}

/** Runs work over so many connections at once. */
async function overLines(
  target: Target,
  connections: number,
  work: (line: Line) => Promise<void>,
): Promise<void> {
  const lines = await Promise.all(Array.from({ length: connections }, () => openLineTo(target)));
  await Promise.all(lines.map(work)).finally(() => lines.forEach((line) => line.close()));
}

/** Sends so many messages in batches, again where they are too many at a time. */
export async function sendAll(target: Target, count: number, make: (n: number) => string): Promise<void> {
  let next = 0;
  await overLines(target, 8, async (line) => {
    while (next < count) {
      const from = next;
      next = Math.min(count, from + 500);
      const messages = Array.from({ length: next - from }, (_none, n) => make(from + n));
      const body = `{"batch":[${messages.join(',')}]}`;
      while ((await line.post('/v1/batch', body)) !== 200)
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
  });
}

/** A body of several messages. */
const makeBatch = (size: number, people: number): string =>
  `{"batch":[${Array.from({ length: size }, () => makeMessage(people)).join(',')}],"sentAt":"${new Date().toISOString()}"}`;

/** Sends batches over so many connections for a while, each connection one after another; `size` 1 sends single messages. */
export async function sendFor(
  target: Target,
  { seconds, connections, size }: { seconds: number; connections: number; size: number },
): Promise<Sent> {
  const times: number[] = [];
  const started = performance.now();
  const end = started + seconds * 1000;
  let throttled = 0;
  await overLines(target, connections, async (line) => {
    while (performance.now() < end) {
      const body = size === 1 ? makeMessage(target.people) : makeBatch(size, target.people);
      const from = performance.now();
      const status = await line.post(size === 1 ? '/v1/track' : '/v1/batch', body);
      if (status === 429) {
        throttled += 1;
        await new Promise((resolve) => setTimeout(resolve, 500));
      } else if (status === 200) times.push(performance.now() - from);
      else throw new Error(`answered ${status}`);
    }
  });
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
