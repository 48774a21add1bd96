import { UAParser } from 'ua-parser-js';

import type { DeviceType } from './contract.ts';

/** What the text by which a browser or app names itself says; '' where it says nothing. */
export interface Agent {
  readonly type: DeviceType;
  readonly maker: string;
  readonly model: string;
  readonly system: string;
  readonly browser: string;
}

const types: ReadonlyMap<string, DeviceType> = new Map([
  ['mobile', 'mobile'],
  ['tablet', 'tablet'],
  ['smarttv', 'tv'],
  ['wearable', 'wearable'],
  ['console', 'console'],
]);
const desktops = /^(?:Windows|mac ?OS|Linux|Ubuntu|Debian|Fedora|Chrom(?:e|ium) OS)$/i;

const remembered = new Map<string, Agent>();
const mostRemembered = 5_000;
/** Longer texts are no browser's, and take long to read. */
const longest = 500;

/** Reads a user agent; what is no browser or app of a person has neither system nor browser. */
export function readAgent(text: string): Agent {
  const before = remembered.get(text);
  if (before !== undefined) return before;
  const read = parseAgent(text.slice(0, longest));
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(text, read);
  return read;
}

function parseAgent(text: string): Agent {
  const { browser, os, device } = new UAParser(text).getResult();
  const usual: DeviceType = desktops.test(os.name ?? '') ? 'desktop' : 'other';
  return {
    type: types.get(device.type ?? '') ?? usual,
    maker: device.vendor ?? '',
    model: device.model ?? '',
    system: nameOf(os),
    browser: nameOf(browser),
  };
}

/** A name with the first part of its version: builds differ from week to week. */
function nameOf({ name, version }: { name: string | undefined; version: string | undefined }): string {
  const [major = ''] = (version ?? '').split('.');
  return name === undefined ? '' : `${name} ${major}`.trim();
}
