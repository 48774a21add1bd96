import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

import { Problem } from '../../lib/problem.ts';

const inner: readonly (readonly [net: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
];
const innerLong: readonly (readonly [net: string, bits: number])[] = [
  ['::', 127],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
];

const blocked = new BlockList();
for (const [net, bits] of inner) blocked.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of innerLong) blocked.addSubnet(net, bits, 'ipv6');

/** True for an address that anybody on the internet reaches; none of a machine itself or of a network behind it. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && !blocked.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Hosts that may be reached although they are not public, by name or address; `*` for all. */
export type PrivateHosts = readonly string[];

/**
 * An address of a host, to connect to and to nothing else: a name that led elsewhere a moment later would get around the check.
 * Problems: `connectors.host.private`, `connectors.host.unreachable`.
 */
export async function resolveHost(host: string, allowed: PrivateHosts): Promise<string> {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  const found = isIP(name) > 0 ? [name] : await resolveName(name);
  const isAllowed = allowed.includes('*') || allowed.includes(name);
  const [address] = isAllowed ? found : found.filter(isPublicAddress);
  if (address !== undefined) return address;
  throw new Problem(
    'connectors.host.private',
    {
      en: 'The host {host} is in a private network, which connectors may not reach. If that is meant, name it in CLIENTELE_PRIVATE_HOSTS and start the server again.',
      zh: '主机 {host} 位于内部网络，连接器不能访问。如确需访问，请在 CLIENTELE_PRIVATE_HOSTS 中列出该主机并重启服务。',
    },
    { host: name.slice(0, 200) },
  );
}

async function resolveName(name: string): Promise<string[]> {
  try {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  } catch (error) {
    throw unreachable(name, error);
  }
}

/** The problem of a host that does not answer, or not as it must. */
export function unreachable(host: string, error: unknown): Problem {
  return new Problem(
    'connectors.host.unreachable',
    {
      en: '{host} could not be reached or did not answer: {reason}. Check its address and whether this server may connect to it.',
      zh: '无法连接 {host}，或对方没有应答：{reason}。请检查地址，以及本服务器能否访问它。',
    },
    {
      host: host.slice(0, 200),
      reason: (error instanceof Error ? error.message : String(error)).slice(0, 300),
    },
  );
}
