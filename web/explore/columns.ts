import type { Kind } from '../../src/fields/types.ts';
import type { Language } from '../../src/lib/problem.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import type { listComputedValues } from '../../src/insights/computed/contract.ts';
import type { listFields } from '../../src/records/contract.ts';
import type { ShownColumn } from './state.ts';

export type FieldInfo = Output<typeof listFields>['rows'][number];

/** How the values of a column are drawn: as those of a field's type, or as what is known of the profile itself. */
export type ColumnType =
  | FieldInfo['type']
  | 'percent'
  | 'count'
  | 'time'
  | 'sources'
  | 'figure'
  | 'distance'
  | 'words';

/** What is computed of customers. */
export type ValueInfo = Output<typeof listComputedValues>['all'][number];

/** What a column can be. */
export interface ColumnInfo {
  readonly key: string;
  readonly label: string;
  readonly type: ColumnType;
  readonly group: FieldInfo['domain'] | 'system' | 'computed';
  readonly field: FieldInfo | null;
  readonly numeric: boolean;
  readonly sortable: boolean;
  /** Of a computed value: how what it can be is called. */
  readonly names?: ReadonlyMap<string, string>;
}

/** A column as it stands in the grid. */
export interface GridColumn extends ColumnInfo {
  readonly width: number;
  readonly pinned: boolean;
}

const systemColumns = [
  { key: '_completeness', type: 'percent' },
  { key: '_records', type: 'count' },
  { key: '_updated', type: 'time' },
  { key: '_sources', type: 'sources' },
  { key: '_distance', type: 'distance' },
] as const;

const numericTypes: ReadonlySet<ColumnType> = new Set([
  'number',
  'quantity',
  'money',
  'percent',
  'count',
  'figure',
  'distance',
]);

function valueColumn({ key, label, type, names }: ValueInfo, language: Language): ColumnInfo {
  return {
    key: `_value.${key}`,
    label: label[language],
    type: type === 'number' ? 'figure' : 'words',
    group: 'computed',
    field: null,
    numeric: type === 'number',
    sortable: true,
    names: new Map(names.map((name) => [name.key, name[language]])),
  };
}

/** What columns are made of. */
interface ColumnsOf {
  readonly fields: readonly FieldInfo[];
  readonly values: readonly ValueInfo[];
  /** Whether it is asked who is near a place. */
  readonly near: boolean;
}

/** What can be shown of a kind: its fields, what is computed of its customers, and what is known of the profile itself. */
export function columnInfos(
  { fields, values, near }: ColumnsOf,
  systemLabels: Readonly<Record<string, string>>,
  language: Language,
): ColumnInfo[] {
  return [
    ...fields.map((field) => ({
      key: field.key,
      label: field.label[language],
      type: field.type,
      group: field.domain,
      field,
      numeric: numericTypes.has(field.type) && !field.many,
      sortable: field.type !== 'secret',
    })),
    ...values.map((value) => valueColumn(value, language)),
    ...systemColumns
      .filter(({ key }) => near || key !== '_distance')
      .map(({ key, type }) => ({
        key,
        label: systemLabels[key] ?? key,
        type,
        group: 'system' as const,
        field: null,
        numeric: numericTypes.has(type),
        sortable: type !== 'sources',
      })),
  ];
}

const beginWith: Readonly<Record<Kind, readonly string[]>> = {
  organization: [
    'name',
    'region',
    'industry',
    'employees',
    'registered_capital',
    'founded',
    'registration_status',
    'legal_representative',
    'phones',
    'emails',
    'website',
    'credit_code',
    '_completeness',
  ],
  person: [
    'name',
    'gender',
    'phones',
    'emails',
    'region',
    'employer_name',
    'job_title',
    'membership_tier',
    '_completeness',
  ],
};

/** The columns that everybody begins with; with how far customers are where it is asked who is near. */
export function firstColumns(kind: Kind, near: boolean): ShownColumn[] {
  return beginWith[kind]
    .flatMap((key) => (near && key === 'name' ? [key, '_distance'] : [key]))
    .map((key) => ({ key, width: null, pinned: key === 'name' }));
}

const widths: Readonly<Partial<Record<ColumnType, number>>> = {
  name: 200,
  text: 200,
  choice: 116,
  code: 190,
  number: 110,
  quantity: 128,
  money: 132,
  date: 136,
  boolean: 90,
  phone: 156,
  email: 200,
  url: 200,
  address: 260,
  coordinates: 176,
  postcode: 100,
  region: 128,
  industry: 200,
  secret: 140,
  percent: 112,
  count: 96,
  figure: 128,
  distance: 116,
  words: 160,
  time: 128,
  sources: 160,
};

/** A letter of a label in pixels: a Chinese one is as wide as two Latin ones. */
function labelWidth(label: string): number {
  const letters = Array.from(label).reduce((sum, letter) => sum + (letter > '\u2e80' ? 13 : 7), 0);
  return Math.min(240, letters + 52);
}

function widthOf({ key, type, label }: ColumnInfo): number {
  return Math.max(key === 'name' ? 260 : (widths[type] ?? 160), labelWidth(label));
}

/** The columns as they stand: those that there are, the pinned ones first. */
export function gridColumns(shown: readonly ShownColumn[], infos: readonly ColumnInfo[]): GridColumn[] {
  const known = new Map(infos.map((info) => [info.key, info]));
  const columns = shown.flatMap(({ key, width, pinned }) => {
    const info = known.get(key);
    return info === undefined ? [] : [{ ...info, pinned, width: width ?? widthOf(info) }];
  });
  return [...columns.filter(({ pinned }) => pinned), ...columns.filter(({ pinned }) => !pinned)];
}

/** Puts the column `key` where `target` stands; dragged to the right it comes behind it. */
export function moveColumn(
  columns: readonly ShownColumn[],
  key: string,
  target: string,
): readonly ShownColumn[] {
  const from = columns.findIndex((column) => column.key === key);
  const to = columns.findIndex((column) => column.key === target);
  const moved = columns[from];
  if (moved === undefined || to < 0) return columns;
  const others = columns.filter((column) => column !== moved);
  return [...others.slice(0, to), moved, ...others.slice(to)];
}
