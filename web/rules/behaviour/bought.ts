import { membersOf, type RuleJson } from '../rule.ts';
import { isText, readBetween } from './shapes.ts';

/** What a condition on orders asks, as its form draws it. */
export type BoughtForm =
  | {
      readonly ask: 'months';
      /** The month of the first order that counts, such as `2024-05`. */
      readonly first: string;
      /** A month with an order; the same one asks for no more than the first. */
      readonly later: string;
    }
  | {
      readonly ask: 'days';
      readonly between: readonly [string, string];
      /** What was ordered; null: anything. */
      readonly item: { readonly by: ItemKind; readonly name: string } | null;
    };

export const itemKinds = ['product', 'category'] as const;
type ItemKind = (typeof itemKinds)[number];

type Members = Readonly<Record<string, RuleJson>>;

function readMonths({ first, in: later, ...rest }: Members): BoughtForm | undefined {
  const isDrawn = isText(first) && isText(later) && Object.keys(rest).length === 0;
  return isDrawn ? { ask: 'months', first, later } : undefined;
}

function readDays({ between: days, ...rest }: Members): BoughtForm | undefined {
  const between = readBetween(days);
  const [item, second] = Object.entries(rest);
  if (between === null || between === undefined || second !== undefined) return undefined;
  if (item === undefined) return { ask: 'days', between, item: null };
  const [key, name] = item;
  const by = itemKinds.find((one) => one === key);
  return by === undefined || !isText(name) ? undefined : { ask: 'days', between, item: { by, name } };
}

/** What a part asks of orders, or undefined where the form cannot draw it. */
export function readBought(part: RuleJson): BoughtForm | undefined {
  const { bought, ...rest } = membersOf(part) ?? {};
  const members = bought === undefined ? undefined : membersOf(bought);
  if (members === undefined || Object.keys(rest).length > 0) return undefined;
  return 'between' in members ? readDays(members) : readMonths(members);
}

/** The part that a form asks for. */
export function writeBought(form: BoughtForm): RuleJson {
  if (form.ask === 'months') return { bought: { first: form.first, in: form.later } };
  const { between, item } = form;
  return { bought: { between: [...between], ...(item === null ? {} : { [item.by]: item.name }) } };
}

/** Days that end with today: what a new condition asks. */
export function firstBought(now: Date): BoughtForm {
  const day = (daysAgo: number) => new Date(now.getTime() - daysAgo * 86_400_000).toISOString().slice(0, 10);
  return { ask: 'days', between: [day(90), day(0)], item: null };
}

/** The same form asking the other way, about the same time. */
export function turnBought(form: BoughtForm, ask: BoughtForm['ask']): BoughtForm {
  if (form.ask === ask) return form;
  if (form.ask === 'days') {
    const [from, to] = form.between;
    return { ask: 'months', first: from.slice(0, 7), later: to.slice(0, 7) };
  }
  return { ask: 'days', between: [`${form.first}-01`, lastDay(form.later)], item: null };
}

/** `2024-02` → `2024-02-29`. */
function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
