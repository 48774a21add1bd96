import { industryEnglishText } from './data/industry-english.ts';
import { industrySynonymText } from './data/industry-synonyms.ts';
import { industryText } from './data/industries.data.ts';
import { foldText } from './fold.ts';
import { groupBy } from './group.ts';
import type { NumberRange, Tree, TreeNode } from './tree.ts';
import { defineTree, storageCode } from './tree.ts';

/** Sections are letters and letters are not in the digits: their numbers stand above all others, A 10001 to T 10020. */
const sectionBase = 10_000;
const levelOfDigits = [1, 1, 2, 3, 4] as const;

function toNumber(code: string): number {
  const letter = /^[A-Z]$/.test(code) ? code.charCodeAt(0) - 64 : 0;
  return letter > 0 ? sectionBase + letter : Number(code.padEnd(4, '0'));
}

function readNodes(): readonly TreeNode[] {
  const english = new Map(
    industryEnglishText
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
  );
  const nodes: TreeNode[] = [];
  const everyday = groupBy(everydayNames(), ({ code }) => code);
  let section = '';
  for (const line of industryText.trim().split('\n')) {
    const [head = '', ...classes] = line.split(';');
    const code = /^(?:[A-Z]|\d+)/.exec(head)?.[0] ?? '';
    const zh = head.slice(code.length);
    if (/[A-Z]/.test(code)) section = code;
    const parent = code === section ? null : code.length === 2 ? section : code.slice(0, -1);
    const lines = [
      { code, parent, zh },
      ...classes.map((entry) => ({ code: code + entry.charAt(0), parent: code, zh: entry.slice(1) || zh })),
    ];
    for (const entry of lines) {
      const aliases = (everyday.get(entry.code) ?? []).map(({ text }) => text);
      nodes.push(makeNode({ ...entry, aliases }, english.get(entry.code)));
    }
  }
  return nodes;
}

function makeNode(
  entry: Omit<TreeNode, 'name' | 'level'> & { zh: string },
  en: string | undefined,
): TreeNode {
  const { code, parent, zh } = entry;
  const level = /^[A-Z]$/.test(code) ? 1 : (levelOfDigits[code.length] ?? 4);
  return {
    code,
    name: { zh, en: en ?? zh },
    parent,
    level,
    aliases: [...withoutEnding(zh), ...entry.aliases],
  };
}

/** 房地产业 → 房地产; 农业 stays whole. */
function withoutEnding(zh: string): string[] {
  return zh.endsWith('业') && zh.length >= 3 && !/[农林牧渔]业$/.test(zh) ? [zh.slice(0, -1)] : [];
}

function ranges(node: TreeNode, children: readonly TreeNode[]): readonly NumberRange[] {
  const number = toNumber(node.code);
  if (node.level > 1) return [[number, number + 10 ** (4 - node.code.length) - 1]];
  const joined: [number, number][] = [];
  for (const division of children) {
    const from = toNumber(division.code);
    const last = joined.at(-1);
    if (last !== undefined && last[1] + 1 === from) last[1] = from + 99;
    else joined.push([from, from + 99]);
  }
  return [...joined, [number, number]];
}

/**
 * GB/T 4754-2017: 20 sections, 97 divisions, 473 groups, 1,381 classes (the standard counts 1,380, its amendment of 2019 1,382).
 * English names down to the divisions. As a number a code is padded to four digits: class 6513, group 6510, division 6500, section I 10009.
 * A number ending in 0 never stands for two things: a class ending in 0 is its group's only one and has its name (0190 = 019), and so
 * groups of divisions (120, 910, 970).
 */
export const industryTree: Tree = defineTree({
  name: 'industry',
  nodes: readNodes,
  toNumber,
  ranges,
  readCode,
});

/** `I`, `i`, `I65`, `651`, `0111`: the section's letter may stand before the digits. */
function readCode(text: string): string | undefined {
  const found = /^([A-Ta-t])?(\d{2,4})?$/.exec(text);
  const code = found?.[2] ?? found?.[1]?.toUpperCase();
  return code === undefined || code === '' ? undefined : code;
}

let names: ReadonlyMap<string, number> | undefined;

/**
 * Folded name (see `foldText`) → storage code: all levels in Chinese, sections and divisions in English, with and without the closing 业,
 * and everyday names. Of equal names on several levels the deepest counts (房地产业 is 7000, not its section), so that a filter on
 * either finds it. Made at first use and kept.
 */
export function industryNames(): ReadonlyMap<string, number> {
  names ??= buildNames();
  return names;
}

function buildNames(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const node of industryTree.index().nodes) {
    for (const text of [node.name.zh, node.name.en, ...withoutEnding(node.name.zh)])
      found.set(foldText(text), storageCode(industryTree, node.code));
  }
  for (const { text, code } of everydayNames()) {
    const folded = foldText(text);
    if (!found.has(folded)) found.set(folded, storageCode(industryTree, code));
  }
  return found;
}

/** The everyday names with the code for which each stands; a name of the standard goes before them. */
export function everydayNames(): { text: string; code: string }[] {
  return industrySynonymText
    .trim()
    .split('\n')
    .flatMap((line) => {
      const cut = line.indexOf(': ');
      return line
        .slice(cut + 2)
        .split(', ')
        .map((text) => ({ text, code: line.slice(0, cut) }));
    });
}
