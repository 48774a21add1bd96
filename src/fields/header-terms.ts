import { catalogue } from './catalogue.ts';
import type { FoldedHeader } from './fold.ts';
import { foldText } from './fold.ts';
import type { Field, Kind } from './types.ts';

/** One field that a header may mean, and how sure that is, 0 to 1. */
export interface Candidate {
  readonly field: Field;
  readonly score: number;
}

/** The header texts of a kind's fields, folded. */
export interface TermIndex {
  readonly exact: ReadonlyMap<string, Candidate>;
  /** Latin terms by themselves with one character left out, for slips of the pen. */
  readonly slips: ReadonlyMap<string, Candidate>;
}

const ownName = 0.98;
const firstSynonym = 0.96;
/** A synonym loses this much for each one before it, so that of two columns for one field the better named wins. */
const step = 0.0006;
const shortestSlip = 5;

/** The folded texts of a field, the surest first. */
export function termsOf(field: Field): { text: string; score: number }[] {
  const own = [field.key, field.label.zh, field.label.en].map((text) => ({
    text: foldText(text),
    score: ownName,
  }));
  const others = field.synonyms.map((text, i) => ({ text: foldText(text), score: firstSynonym - i * step }));
  return [...own, ...others].filter(({ text }) => text !== '');
}

const builtIn = new Map<Kind, TermIndex>();

/** The index of a kind, the workspace's own fields before the built-in ones; that of the built-in ones alone is kept. */
export function indexTerms(kind: Kind, customFields: readonly Field[] = []): TermIndex {
  const own = customFields.filter((field) => field.kinds.includes(kind));
  if (own.length > 0) return buildTerms([...own, ...catalogue(kind)]);
  const known = builtIn.get(kind) ?? buildTerms(catalogue(kind));
  builtIn.set(kind, known);
  return known;
}

function buildTerms(fields: readonly Field[]): TermIndex {
  const exact = new Map<string, Candidate>();
  const slips = new Map<string, Candidate>();
  for (const field of fields) {
    for (const { text, score } of termsOf(field)) {
      if (exact.has(text)) continue;
      exact.set(text, { field, score });
      if (isLatin(text) && text.length >= shortestSlip) addSlips(slips, text, { field, score });
    }
  }
  return { exact, slips };
}

function isLatin(text: string): boolean {
  return /^[a-z]+$/.test(text);
}

function addSlips(slips: Map<string, Candidate>, text: string, candidate: Candidate): void {
  for (let i = 0; i < text.length; i += 1) {
    const slip = text.slice(0, i) + text.slice(i + 1);
    if (!slips.has(slip)) slips.set(slip, candidate);
  }
}

/** Headers that say nothing of a customer: row numbers, and the types and labels that contact exports put beside the values. */
const meaningless = new Set(
  [
    '序号 行号 no 号 rownumber row index unnamed 操作 选择 field column 列 未命名'.split(' '),
    'phonetype phonelabel emailtype emaillabel addresstype addresslabel websitetype websitelabel relationtype relationlabel eventtype eventlabel imtype imservice customfieldlabel version prodid rev xabuid xabshowas vcardname vcardsource vcardprofile vcardclass adrlabel orgunits xmsoldefaultpostaladdress xmsoldesign xid xetag photo directoryserver private sensitivity initials internetfreebusy'.split(
      ' ',
    ),
  ].flat(),
);

/** False for an empty header and for those that say nothing of the values: `Column 3`, 序号, `Phone 1 - Type`. */
export function saysSomething({ full, bare, wordsOnly }: FoldedHeader): boolean {
  return full !== '' && !meaningless.has(bare) && !meaningless.has(wordsOnly);
}

/** What a header means by its text alone, the best first; `inPart` also by a part of the text or with a slip of the pen. */
export function readHeader(index: TermIndex, folded: FoldedHeader, inPart = true): Candidate[] {
  if (!saysSomething(folded)) return [];
  const whole = findWhole(index, folded);
  if (whole !== undefined) return [whole];
  return inPart ? findPartly(index, folded.bare || folded.full) : [];
}

function findWhole(index: TermIndex, folded: FoldedHeader): Candidate | undefined {
  const full = index.exact.get(folded.full) ?? index.exact.get(folded.bare);
  if (full !== undefined) return full;
  const words =
    index.exact.get(folded.wordsOnly) ??
    index.exact.get(withoutUnit(folded.bare)) ??
    index.exact.get(withoutPrefix(folded.bare));
  return words === undefined ? undefined : { field: words.field, score: words.score - 0.08 };
}

const trailingUnit =
  /(?:单位)?(?:万美元|万港元|万元人民币|万人民币|万元|亿元|美元|元|人民币|万|亿|人|户|inmillions?|inthousands?|inbillions?|inusd|inrmb|incny|millions?|thousands?|usd|rmb|cny|eur)$/;
/** In characters. */
const longestUnit = 14;
const leadingNoise =
  /^(?:客户的|企业的|公司的|请输入|请填写|您的|你的|本人|the|your|customers|companys|clients|原始|系统)/;

function withoutUnit(text: string): string {
  const head = text.slice(0, -longestUnit);
  return head + text.slice(head.length).replace(trailingUnit, '');
}

function withoutPrefix(text: string): string {
  return text.replace(leadingNoise, '');
}

/** True for a header that names a field, not only in part. */
export function isKnownHeader(index: TermIndex, folded: FoldedHeader): boolean {
  return findWhole(index, folded) !== undefined;
}

const longestPartly = 40;

/** A term at the end of the header (客户公司名称), then one at its beginning, then a Latin term with one slip. */
function findPartly(index: TermIndex, text: string): Candidate[] {
  const found: Candidate[] = [];
  if (text.length > longestPartly) return found;
  for (let cut = 1; cut < text.length - 1; cut += 1) {
    collect(found, index.exact.get(text.slice(cut)), partScore(text.length - cut, text, 0.55));
    collect(
      found,
      index.exact.get(text.slice(0, text.length - cut)),
      partScore(text.length - cut, text, 0.4),
    );
  }
  if (isLatin(text) && text.length >= shortestSlip) {
    const slip = findSlip(index, text);
    collect(found, slip, (slip?.score ?? 0) - 0.16);
  }
  return found.sort((a, b) => b.score - a.score).slice(0, 5);
}

/** Two Chinese or five Latin characters at least; the more of the header is understood, the better. */
function partScore(length: number, text: string, base: number): number {
  const isEnough = length >= (/^[a-z0-9]+$/.test(text) ? 5 : 2);
  return isEnough ? base + 0.3 * (length / text.length) : 0;
}

function collect(found: Candidate[], candidate: Candidate | undefined, score: number): void {
  if (candidate === undefined || score <= 0) return;
  const known = found.findIndex(({ field }) => field.key === candidate.field.key);
  const before = found[known];
  if (before === undefined) found.push({ field: candidate.field, score });
  else if (before.score < score) found[known] = { field: candidate.field, score };
}

/** A character too few, too many, other or swapped with its neighbour. */
function findSlip(index: TermIndex, text: string): Candidate | undefined {
  const tooFew = index.slips.get(text);
  if (tooFew !== undefined) return tooFew;
  for (let i = 0; i < text.length; i += 1) {
    const shorter = text.slice(0, i) + text.slice(i + 1);
    const found =
      index.exact.get(shorter) ?? (text.length > shortestSlip ? index.slips.get(shorter) : undefined);
    if (found !== undefined && shorter.length >= shortestSlip - 1) return found;
  }
  return undefined;
}

const unitHint =
  /^(?:单位[:：]?)?((?:人民币|rmb|cny|usd|eur|hkd|us\$|\$|¥|€)?\s?(?:百|千|万|十万|百万|千万|亿|十亿|k|m|mn|bn|million|millions|thousand|thousands|billion|billions|in millions|in thousands|in billions)?\s?(?:元|美元|港元|欧元|日元|元人民币|人民币|usd|rmb|cny|eur|us\$|\$)?|人|户|名|家|个|位|%|岁|年|天|次)$/i;

/** The unit that a header names, in brackets (注册资本（万元）) or at its end (注册资本万元, revenue_in_millions); null when none. */
export function readUnit({ hints, bare }: FoldedHeader): string | null {
  for (const hint of hints) {
    const unit = unitHint.exec(hint)?.[1];
    if (unit !== undefined && unit !== '') return unit;
  }
  const atEnd =
    /(?:万美元|万港元|万元人民币|万人民币|万元|亿元|亿美元|(?<=[\u4e00-\u9fff])元|inmillions|inthousands|inbillions|(?<=[a-z]{4})(?:usd|rmb|cny))$/.exec(
      bare.slice(-longestUnit),
    )?.[0];
  return atEnd === undefined ? null : atEnd.replace(/^in/, 'in ');
}
