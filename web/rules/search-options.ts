import { useDebouncedValue } from '@mantine/hooks';
import type { Kind } from '../../src/fields/types.ts';
import { suggest } from '../../src/query/suggest/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual } from '../ui/i18n/language.ts';
import { useFilterFields } from './fields.ts';
import type { RuleJson } from './rule.ts';
import { withoutWord } from './typed-words.ts';

/** Something that a search box offers for what is typed. */
export interface Option {
  readonly group: 'values' | 'customers' | 'recent';
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly choose:
    | { readonly words: string }
    | { readonly open: string; readonly name: string }
    | { readonly filter: RuleJson; readonly words: string };
}

const pause = 80;

function toFilter(rule: unknown): RuleJson {
  const json: RuleJson = JSON.parse(JSON.stringify(rule ?? null));
  return json;
}

/** What can be offered for a text: filters and customers as the server finds them; for no text, earlier searches. */
export function useOptions(
  kind: Kind,
  text: string,
  { recent, filters }: { recent: readonly string[]; filters: boolean },
): readonly Option[] {
  const say = useBilingual();
  const fields = useFilterFields(kind);
  const typed = text.trim();
  const [asked] = useDebouncedValue(typed, pause);
  const { data } = useEndpoint(
    suggest,
    { kind, text: asked.slice(0, 200) },
    { enabled: asked !== '', keep: true },
  );
  if (typed === '')
    return recent.map((words) => ({ group: 'recent', id: words, label: words, note: '', choose: { words } }));
  const values = (filters ? (data?.values ?? []) : []).map(({ field, label, within, word, rule }): Option => {
    const name = fields.find(({ key }) => key === field)?.label;
    return {
      group: 'values',
      id: `${field} ${JSON.stringify(rule)}`,
      label: name === undefined ? say(label) : `${say(name)}: ${say(label)}`,
      note: within === null ? '' : say(within),
      choose: { filter: toFilter(rule), words: withoutWord(typed, word) },
    };
  });
  const customers = (data?.customers ?? []).map(({ id, name, region, industry }): Option => {
    const note = [region, industry].flatMap((one) => (one === null ? [] : [say(one)])).join(' · ');
    return { group: 'customers', id, label: name, note, choose: { open: id, name } };
  });
  return [...values, ...customers];
}
