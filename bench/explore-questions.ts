import { findNode, industryTree, rangeUnder, regionTree, type Tree } from '../src/fields/index.ts';

/** A rule of five factors, as both engines are asked it. */
export interface Factors {
  readonly provinces: readonly [string, string];
  /** Section of GB/T 4754. */
  readonly section: string;
  readonly employees: readonly [number, number];
  /** Yuan. */
  readonly capital: number;
}

const provinces = [
  '上海',
  '江苏',
  '浙江',
  '广东',
  '北京',
  '四川',
  '湖北',
  '山东',
  '福建',
  '河南',
  '安徽',
] as const;
const sections = ['I', 'C', 'F', 'M', 'L', 'E', 'G'] as const;
const staff = [
  [100, 5_000],
  [50, 1_000],
  [20, 499],
  [200, 10_000],
] as const;
const capitals = [10_000_000, 5_000_000, 20_000_000] as const;

/** What is counted beside each page. */
export const facets = [
  'region',
  'industry',
  'employees',
  'registered_capital',
  'founded',
  '_completeness',
] as const;

/** The nth rule; the first is 软件 in 上海 and 江苏 with 100-5,000 employees and over 10 million of capital. */
export function factorsOf(n: number): Factors {
  return {
    provinces: [pick(provinces, n), pick(provinces, n * 3 + 1)],
    section: pick(sections, n),
    employees: pick(staff, n),
    capital: pick(capitals, n),
  };
}

function pick<T>(values: readonly T[], n: number): T {
  const [first] = values;
  const picked = values[n % values.length] ?? first;
  if (picked === undefined) throw new Error('nothing to pick from');
  return picked;
}

/** The rule as Clientele reads it. */
export function ruleOf({ provinces: [one, two], section, employees: [from, to], capital }: Factors): unknown {
  return {
    all: [
      { field: 'region', under: [one, two] },
      { field: 'industry', under: section },
      { field: 'employees', gte: from, lte: to },
      { field: 'registered_capital', gte: capital },
      { field: 'credit_code', valid: true },
    ],
  };
}

function rangesOf(tree: Tree, column: string, texts: readonly string[]): string {
  const ranges = texts.flatMap((text) => rangeUnder(tree, findNode(tree, text)?.code ?? text).ranges);
  return `(${ranges.map(([from, to]) => `${column} BETWEEN ${from} AND ${to}`).join(' OR ')})`;
}

/** The rule as PostgreSQL reads it. */
export function whereOf({ provinces: places, section, employees: [from, to], capital }: Factors): string {
  return [
    rangesOf(regionTree, 'region', places),
    rangesOf(industryTree, 'industry', [section]),
    `employees >= ${from} AND employees_max <= ${to}`,
    `registered_capital >= ${capital}`,
    'credit_valid',
  ].join(' AND ');
}

/** Pieces of so many characters out of names, none of them a blank. */
export function cutNames(names: readonly string[], length: number): string[] {
  return names.flatMap((name, n) => {
    const characters = Array.from(name);
    const from = characters.length <= length ? 0 : (n * 7) % (characters.length - length);
    const piece = characters.slice(from, from + length).join('');
    return new RegExp(`^\\p{Script=Han}{${length}}$`, 'u').test(piece) ? [piece] : [];
  });
}
