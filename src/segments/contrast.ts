import { isOpen, type Field, type FieldType, type Kind } from '../fields/index.ts';
import type { Output } from '../lib/endpoint.ts';
import { runQuery, type RuleWorld } from '../query/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import type { contrastSegments } from './contract.ts';

interface Contrasted {
  readonly kind: Kind;
  /** The catalogue as the asker sees it. */
  readonly catalogue: readonly Field[];
  readonly world: RuleWorld;
  readonly now: Date;
  readonly left: string;
  readonly right: string;
}

type Contrast = Output<typeof contrastSegments>['rows'][number];

/** Fields with few values, or whose values fall into steps: of others hardly two customers have the same. */
const countable = new Set<FieldType>([
  'choice',
  'boolean',
  'region',
  'industry',
  'number',
  'quantity',
  'money',
  'date',
]);
const mostValues = 500;
const mostShown = 100;
/** Of the differences that are shown at most so many are chance. */
const falseShare = 0.05;

/** Which values set two segments apart, the surest first: what chance does not explain, many tests taken into account. */
export async function contrast(
  warehouse: Warehouse,
  { kind, catalogue, world, now, left, right }: Contrasted,
): Promise<Output<typeof contrastSegments>> {
  const fields = catalogue.filter((field) => isOpen(field) && countable.has(field.type));
  const facets = [...fields.map(({ key }) => key), '_sources', '_completeness'];
  const ask = (segment: string) =>
    runQuery(warehouse, {
      ...world,
      kind,
      catalogue,
      now,
      rule: { segment },
      limit: 0,
      facets,
      facetLimit: mostValues,
    });
  // One after the other: each counts all fields at once.
  const one = await ask(left);
  const other = await ask(right);
  const sizes = [one.total ?? 0, other.total ?? 0] as const;
  const rows = facets.flatMap((field) =>
    pair(one.facets[field] ?? [], other.facets[field] ?? []).map((both) => toRow(field, both, sizes)),
  );
  return { left: sizes[0], right: sizes[1], tested: rows.length, rows: keepSure(rows).slice(0, mostShown) };
}

type Value = Awaited<ReturnType<typeof runQuery>>['facets'][string][number];

interface Both {
  readonly value: Value;
  readonly counts: readonly [left: number, right: number];
}

/** The values that either has, with how many have it in each. */
function pair(left: readonly Value[], right: readonly Value[]): Both[] {
  const lefts = new Map(left.map(({ value, count }) => [value, count]));
  const rights = new Map(right.map(({ value, count }) => [value, count]));
  const all = new Map([...right, ...left].map((one) => [one.value, one]));
  return [...all.values()].map((value) => ({
    value,
    counts: [lefts.get(value.value) ?? 0, rights.get(value.value) ?? 0],
  }));
}

function toRow(field: string, { value, counts }: Both, sizes: readonly [number, number]): Contrast {
  const [left, right] = counts;
  const shares = [left / Math.max(1, sizes[0]), right / Math.max(1, sizes[1])] as const;
  return {
    field,
    value: value.value,
    label: value.label,
    left,
    right,
    leftShare: shares[0],
    rightShare: shares[1],
    lift: right === 0 ? null : shares[0] / shares[1],
    p: chanceOf(counts, sizes),
    rule: value.rule,
  };
}

/** How likely two shares of one whole differ so much by chance: the test of two proportions, two-sided. */
function chanceOf(
  [left, right]: readonly [number, number],
  [all, others]: readonly [number, number],
): number {
  if (all === 0 || others === 0) return 1;
  const share = (left + right) / (all + others);
  const error = Math.sqrt(share * (1 - share) * (1 / all + 1 / others));
  return error === 0 ? 1 : tail(Math.abs(left / all - right / others) / error);
}

/** Both tails of the normal distribution beyond z; Abramowitz and Stegun 7.1.26, right to 1.5e-7. */
function tail(z: number): number {
  const x = z / Math.SQRT2;
  const t = 1 / (1 + 0.3275911 * x);
  const factors = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];
  return factors.reduce((sum, factor) => (sum + factor) * t, 0) * Math.exp(-x * x);
}

/** Those that stand by Benjamini and Hochberg, the surest first; of equally sure ones what the first segment has more of. */
function keepSure(rows: readonly Contrast[]): Contrast[] {
  const more = ({ leftShare, rightShare }: Contrast) => leftShare - rightShare;
  // To six digits: the two sides of a yes and a no are equally sure, but for how they were divided.
  const doubt = ({ p }: Contrast) => Number(p.toPrecision(6));
  const sorted = rows.toSorted((one, other) => doubt(one) - doubt(other) || more(other) - more(one));
  const last = sorted.findLastIndex(({ p }, i) => p <= (falseShare * (i + 1)) / rows.length);
  return sorted.slice(0, last + 1);
}
