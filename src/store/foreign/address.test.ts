import { expect, test } from 'vitest';

import { isPublicAddress, resolveHost } from './address.ts';

test('only addresses that anybody reaches are public, however they are written', () => {
  const inner = [
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '198.19.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fd00::1',
    'fe80::1',
    'ff02::1',
    'no address',
  ];
  expect(inner.filter(isPublicAddress)).toEqual([]);
  const outer = ['8.8.8.8', '172.32.0.1', '223.5.5.5', '2400:3200::1', '::ffff:8.8.8.8'];
  expect(outer.filter((one) => !isPublicAddress(one))).toEqual([]);
});

test('a host of a private network is refused unless it is named', async () => {
  const code = (host: string, allowed: readonly string[]) =>
    resolveHost(host, allowed).catch(({ code: found }: { code: string }) => found);
  expect(await code('localhost', [])).toBe('connectors.host.private');
  expect(await code('localhost', ['127.0.0.1'])).toBe('connectors.host.private');
  expect(await code('[::1]', [])).toBe('connectors.host.private');
  expect(await code('169.254.169.254', ['localhost'])).toBe('connectors.host.private');
  expect(await code('127.0.0.1', ['127.0.0.1'])).toBe('127.0.0.1');
  expect(await code('LOCALHOST', ['*'])).toMatch(/^(?:127\.0\.0\.1|::1)$/);
  expect(await code('nowhere.invalid', ['*'])).toBe('connectors.host.unreachable');
});
