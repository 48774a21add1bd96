import {
  daysSince1970,
  dayText,
  type Field,
  hasValue,
  industryTree,
  isList,
  keepsValue,
  maskSql,
  regionTree,
  type Tree,
  type TreeNode,
} from '../fields/index.ts';
import type { Language } from '../lib/problem.ts';
import { quoteName, quoteText } from '../store/warehouse/index.ts';
import type { Kind } from '../fields/index.ts';

/** One column of a file: its header, what it holds, and how a sheet shows that. */
export interface ExportColumn {
  readonly header: string;
  readonly sql: string;
  readonly shown: 'text' | 'number' | 'date' | 'typed';
}

const letters = '0123456789abcdefghjkmnpqrstvwxyz';

/** The public id of a profile, as `profileId` writes it. */
function idSql(kind: Kind): string {
  const prefix = kind === 'organization' ? 'org_' : 'per_';
  const digits = `arrayMap(i -> substring('${letters}', bitAnd(bitShiftRight(_no, i), 31) + 1, 1), [30, 25, 20, 15, 10, 5, 0])`;
  return `concat('${prefix}', trimLeft(arrayStringConcat(${digits}), '0'))`;
}

const words = {
  en: { sources: 'Sources', completeness: 'Completeness', currency: 'currency', yes: 'Yes', no: 'No' },
  zh: { sources: '来源', completeness: '完整度', currency: '币种', yes: '是', no: '否' },
} as const;

/** Columns for people, in a sheet or a CSV file: labels and names, lists in one cell, a range as 100-499. */
export function shownColumns(kind: Kind, fields: readonly Field[], language: Language): ExportColumn[] {
  const { sources, completeness } = words[language];
  return [
    { header: 'ID', sql: idSql(kind), shown: 'text' },
    ...fields.flatMap((field) => shownField(field, language)),
    { header: sources, sql: "arrayStringConcat(_sources, '; ')", shown: 'text' },
    { header: completeness, sql: '_completeness', shown: 'number' },
  ];
}

function shownField(field: Field, language: Language): ExportColumn[] {
  const header = field.label[language];
  const name = quoteName(field.key);
  if (isMasked(field)) return [{ header, sql: maskedText(field), shown: 'text' }];
  if (field.type === 'quantity') return [{ header, sql: rangeSql(field.key), shown: 'number' }];
  if (field.type === 'money') {
    const currency = {
      header: `${header} ${words[language].currency}`,
      sql: `toString(${quoteName(`${field.key}_currency`)})`,
    };
    return [
      { header, sql: rangeSql(field.key), shown: 'number' },
      { ...currency, shown: 'text' },
    ];
  }
  if (field.type === 'number') return [{ header, sql: `ifNull(toString(${name}), '')`, shown: 'number' }];
  if (field.type === 'date') return [{ header, sql: `ifNull(${dayText(name)}, '')`, shown: 'date' }];
  return [{ header, sql: shownText(field, language), shown: 'text' }];
}

function shownText(field: Field, language: Language): string {
  const name = quoteName(field.key);
  if (field.type === 'boolean') {
    const { yes, no } = words[language];
    return `multiIf(${name} = 1, '${yes}', ${name} = 0, '${no}', '')`;
  }
  if (field.type === 'coordinates') return pointSql(field);
  if (field.type === 'region' || field.type === 'industry')
    return codeSql(field, (node, tree) => fullName(node, tree, language));
  const labels = new Map((field.choices ?? []).map(({ key, label }) => [key, label[language]]));
  const one = (expression: string) =>
    labels.size === 0 ? `toString(${expression})` : lookUp(`toString(${expression})`, labels);
  return isList(field) ? `arrayStringConcat(arrayMap(x -> ${one('x')}, ${name}), '; ')` : one(name);
}

function lookUp(expression: string, labels: ReadonlyMap<string, string>): string {
  const list = (texts: Iterable<string>) => `[${[...texts].map(quoteText).join(', ')}]`;
  return `transform(${expression}, ${list(labels.keys())}, ${list(labels.values())}, ${expression})`;
}

/** `31.2304, 121.4737`, as it is read again. */
function pointSql({ key }: Field): string {
  return `ifNull(concat(toString(${quoteName(key)}), ', ', toString(${quoteName(`${key}_longitude`)})), '')`;
}

/** One number, or a range as 100-499; an open end stays open. */
function rangeSql(key: string): string {
  const [low, high] = [quoteName(key), quoteName(`${key}_max`)];
  const text = (column: string) => `ifNull(toString(${column}), '')`;
  return `if(${low} = ${high}, ${text(low)}, if(${low} IS NULL AND ${high} IS NULL, '', concat(${text(low)}, '-', ${text(high)})))`;
}

/** 江苏省苏州市吴中区; Wuzhong, Suzhou, Jiangsu. An industry goes by its own name. */
function fullName(node: TreeNode, tree: Tree, language: Language): string {
  if (tree.name === 'industry') return node.name[language];
  const names = [node.name[language]];
  for (let above = node.parent; above !== null; above = tree.index().byCode.get(above)?.parent ?? null) {
    const name = tree.index().byCode.get(above)?.name[language];
    if (name !== undefined && name !== names[0]) names.unshift(name);
  }
  return language === 'zh' ? names.join('') : names.toReversed().join(', ');
}

function codeSql(field: Field, show: (node: TreeNode, tree: Tree) => string): string {
  const tree = field.type === 'region' ? regionTree : industryTree;
  const nodes = [...tree.index().byNumber];
  const codes = nodes.map(([stored]) => stored).join(', ');
  const names = nodes.map(([, node]) => quoteText(show(node, tree))).join(', ');
  return `transform(toUInt32(${quoteName(field.key)}), [${codes}], [${names}], '')`;
}

/** Columns for programs: field keys, lists as lists, bounds of ranges, codes beside names; empty is null. */
export function typedColumns(kind: Kind, fields: readonly Field[]): ExportColumn[] {
  const columns: (readonly [header: string, sql: string])[] = [
    ['id', idSql(kind)],
    ...fields.flatMap(typedField),
    ['_sources', 'arrayMap(x -> toString(x), _sources)'],
    ['_completeness', '_completeness'],
  ];
  return columns.map(([header, sql]) => ({ header, sql, shown: 'typed' }));
}

function isMasked(field: Field): boolean {
  return field.sight === 'masked' && !keepsValue(field);
}

/** What is shown of each value of a masked list. */
function maskedList(field: Field): string {
  return `arrayMap(x -> ${maskSql(field, 'toString(x)')}, ${quoteName(field.key)})`;
}

/** What is shown of a masked value; '' where there is none. */
function maskedText(field: Field): string {
  if (isList(field)) return `arrayStringConcat(${maskedList(field)}, '; ')`;
  return `if(${hasValue(field, quoteName(field.key))}, ${maskSql(field, plainText(field))}, '')`;
}

/** A value as text, '' where there is none. */
function plainText({ type, key }: Field): string {
  const name = quoteName(key);
  return `ifNull(${type === 'date' ? dayText(name) : `toString(${name})`}, '')`;
}

function typedField(field: Field): (readonly [header: string, sql: string])[] {
  if (!isMasked(field)) return openField(field);
  return [[field.key, isList(field) ? maskedList(field) : `nullIf(${maskedText(field)}, '')`]];
}

function openField(field: Field): (readonly [header: string, sql: string])[] {
  const { key, type } = field;
  const name = quoteName(key);
  if (isList(field)) return [[key, `arrayMap(x -> toString(x), ${name})`]];
  switch (type) {
    case 'quantity':
      return [
        [key, name],
        [`${key}_max`, quoteName(`${key}_max`)],
      ];
    case 'money': {
      const currency = `${key}_currency`;
      return [
        [key, name],
        [`${key}_max`, quoteName(`${key}_max`)],
        [currency, `nullIf(toString(${quoteName(currency)}), '')`],
      ];
    }
    case 'coordinates':
      return [
        [`${key}_latitude`, name],
        [`${key}_longitude`, quoteName(`${key}_longitude`)],
      ];
    case 'region':
    case 'industry':
      return [
        [key, `nullIf(${codeSql(field, (node) => node.code)}, '')`],
        [`${key}_name`, `nullIf(${codeSql(field, (node) => node.name.zh)}, '')`],
      ];
    case 'boolean':
      return [[key, `CAST(${name} AS Nullable(Bool))`]];
    case 'number':
      return [[key, name]];
    case 'date':
      // A day by its distance: the engine reads none outside of 1900 to 2299, and keeps all.
      return [[key, `addDays(toDate32('1970-01-01'), ${daysSince1970(name)})`]];
    default:
      return [[key, `nullIf(toString(${name}), '')`]];
  }
}
