import { guide as access } from '../../docs/guides/access.md';
import { guide as api } from '../../docs/guides/api.md';
import { guide as events } from '../../docs/guides/events.md';
import { guide as explore } from '../../docs/guides/explore.md';
import { guide as imports } from '../../docs/guides/import.md';
import { guide as operations } from '../../docs/guides/operations.md';
import { guide as profiles } from '../../docs/guides/profiles.md';
import { guide as query } from '../../docs/guides/query.md';
import { guide as start } from '../../docs/guides/start.md';
import { guide as startInChinese } from '../../docs/guides/start.zh-CN.md';
import type { Language } from '../../src/lib/problem.ts';
import type { Guide } from './guide.ts';

/** A guide in the languages that it has been written in. */
export interface GuideEntry {
  /** The name of its file. */
  readonly name: string;
  readonly en: Guide;
  readonly zh?: Guide;
}

/** The guides, in the order in which one would read them. */
export const guides: readonly GuideEntry[] = [
  { name: 'start', en: start, zh: startInChinese },
  { name: 'import', en: imports },
  { name: 'events', en: events },
  { name: 'explore', en: explore },
  { name: 'query', en: query },
  { name: 'profiles', en: profiles },
  { name: 'access', en: access },
  { name: 'api', en: api },
  { name: 'operations', en: operations },
];

/** The guide in a language, else in English. */
export function guideIn({ en, zh }: GuideEntry, language: Language): Guide {
  return language === 'zh' && zh !== undefined ? zh : en;
}
