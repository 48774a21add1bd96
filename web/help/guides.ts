import { guide as access } from '../../docs/guides/access.md';
import { guide as accessInChinese } from '../../docs/guides/access.zh-CN.md';
import { guide as api } from '../../docs/guides/api.md';
import { guide as apiInChinese } from '../../docs/guides/api.zh-CN.md';
import { guide as connectors } from '../../docs/guides/connectors.md';
import { guide as connectorsInChinese } from '../../docs/guides/connectors.zh-CN.md';
import { guide as duplicates } from '../../docs/guides/duplicates.md';
import { guide as duplicatesInChinese } from '../../docs/guides/duplicates.zh-CN.md';
import { guide as events } from '../../docs/guides/events.md';
import { guide as eventsInChinese } from '../../docs/guides/events.zh-CN.md';
import { guide as explore } from '../../docs/guides/explore.md';
import { guide as exploreInChinese } from '../../docs/guides/explore.zh-CN.md';
import { guide as forms } from '../../docs/guides/forms.md';
import { guide as formsInChinese } from '../../docs/guides/forms.zh-CN.md';
import { guide as imports } from '../../docs/guides/import.md';
import { guide as importsInChinese } from '../../docs/guides/import.zh-CN.md';
import { guide as insights } from '../../docs/guides/insights.md';
import { guide as insightsInChinese } from '../../docs/guides/insights.zh-CN.md';
import { guide as operations } from '../../docs/guides/operations.md';
import { guide as operationsInChinese } from '../../docs/guides/operations.zh-CN.md';
import { guide as profiles } from '../../docs/guides/profiles.md';
import { guide as profilesInChinese } from '../../docs/guides/profiles.zh-CN.md';
import { guide as query } from '../../docs/guides/query.md';
import { guide as queryInChinese } from '../../docs/guides/query.zh-CN.md';
import { guide as start } from '../../docs/guides/start.md';
import { guide as startInChinese } from '../../docs/guides/start.zh-CN.md';
import type { Language } from '../../src/lib/problem.ts';
import type { Guide } from './guide.ts';

/** A guide in both languages. */
export interface GuideEntry {
  /** The name of its file. */
  readonly name: string;
  readonly en: Guide;
  readonly zh: Guide;
}

/** The guides, in the order in which one would read them. */
export const guides: readonly GuideEntry[] = [
  { name: 'start', en: start, zh: startInChinese },
  { name: 'import', en: imports, zh: importsInChinese },
  { name: 'events', en: events, zh: eventsInChinese },
  { name: 'connectors', en: connectors, zh: connectorsInChinese },
  { name: 'forms', en: forms, zh: formsInChinese },
  { name: 'explore', en: explore, zh: exploreInChinese },
  { name: 'query', en: query, zh: queryInChinese },
  { name: 'insights', en: insights, zh: insightsInChinese },
  { name: 'profiles', en: profiles, zh: profilesInChinese },
  { name: 'duplicates', en: duplicates, zh: duplicatesInChinese },
  { name: 'access', en: access, zh: accessInChinese },
  { name: 'api', en: api, zh: apiInChinese },
  { name: 'operations', en: operations, zh: operationsInChinese },
];

/** The guide in a language. */
export function guideIn(guide: GuideEntry, language: Language): Guide {
  return guide[language];
}
