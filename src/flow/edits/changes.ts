import { z } from 'zod';

import { isList, type Field } from '../../fields/index.ts';
import { Problem } from '../../lib/problem.ts';
import { checkEdit } from '../edit.ts';
import type { House } from '../house.ts';
import { nameOwner } from '../owner.ts';
import type { EditTask } from './task.ts';

/** What is to become of one field: a value for all, or values that come to each list, or go from it. */
export type Change =
  | { readonly field: Field; readonly value: unknown }
  | { readonly field: Field; readonly does: 'add' | 'remove'; readonly list: readonly string[] };

const list = z.array(z.string().trim().min(1).max(200)).min(1).max(100);
const listChange = z.union([z.strictObject({ add: list }), z.strictObject({ remove: list })]);
const plain = z.union([
  z.null(),
  z.string().max(10_000),
  z.number(),
  z.boolean(),
  z.array(z.union([z.string().max(1_000), z.number()])).max(1_000),
  z.looseObject({ code: z.string().max(64) }),
]);

/** What cuts a list's cell into its values stands in none of them. */
const cuts = /[\n;；、|]/;

/** Reads what an edit of many is to change. Throws `profiles.fields`, `edits.value`, `edits.list`, `edits.identifying`. */
export async function readChanges(
  house: House,
  { workspace, set }: Pick<EditTask, 'workspace' | 'set'>,
  fields: readonly Field[],
): Promise<Change[]> {
  checkEdit(fields, set);
  const named = await nameOwner(house, workspace, set);
  return fields.flatMap((field) =>
    Object.hasOwn(named, field.key) ? [readChange(field, named[field.key])] : [],
  );
}

function readChange(field: Field, given: unknown): Change {
  const change = listChange.safeParse(given);
  if (change.success) return readListChange(field, change.data);
  const value = plain.safeParse(given);
  if (!value.success) throw unreadable(field);
  if (isIdentifying(field) && value.data !== null) throw identifying(field);
  return { field, value: value.data === '' ? null : value.data };
}

function readListChange(field: Field, change: z.output<typeof listChange>): Change {
  if (!isList(field) || field.type === 'phone' || isIdentifying(field)) throw noList(field);
  const [does, values] =
    'add' in change ? (['add', change.add] as const) : (['remove', change.remove] as const);
  if (does === 'add' && values.some((value) => cuts.test(value))) throw cutting(field);
  return { field, does, list: [...new Set(values)] };
}

/** What tells profiles apart cannot be the same for many: they would all become one. */
function isIdentifying(field: Field): boolean {
  return field.identifier === 'strong' || field.type === 'secret' || field.key === 'name';
}

function unreadable(field: Field): Problem {
  return new Problem(
    'edits.value',
    {
      en: 'This is no value for "{en}": give a text, a number, a list of texts, {"add": […]}, {"remove": […]} or null.',
      zh: '“{zh}”的值无效：请给出文本、数字、文本列表、{"add": […]}、{"remove": […]} 或 null。',
    },
    { field: field.key, ...field.label },
  );
}

function identifying(field: Field): Problem {
  return new Problem(
    'edits.identifying',
    {
      en: '"{en}" tells customers apart: with the same value they would all become one. It can only be emptied for many.',
      zh: '“{zh}”用于区分客户：相同的值会使它们合并为一个。批量修改时只能清空。',
    },
    { field: field.key, ...field.label },
  );
}

function noList(field: Field): Problem {
  return new Problem(
    'edits.list',
    {
      en: 'Nothing can be added to "{en}" or removed from it: it holds one value, or values that tell customers apart.',
      zh: '“{zh}”不能添加或移除值：它只有一个值，或其值用于区分客户。',
    },
    { field: field.key, ...field.label },
  );
}

function cutting(field: Field): Problem {
  return new Problem(
    'edits.separator',
    {
      en: 'A value of "{en}" holds none of ; 、 | or a line break, which part one value from the next. Give them apart.',
      zh: '“{zh}”的单个值中不能含有 ; 、 | 或换行，它们用于分隔多个值。请分开填写。',
    },
    { field: field.key, ...field.label },
  );
}
