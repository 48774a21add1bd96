import { z } from 'zod';

import { packedSql, unpack } from './compare.ts';
import { posterior, type LabelledPattern } from './expectation.ts';
import { plainSql } from './standardise.ts';
import type { Steps } from './steps.ts';
import type { Attribute, MatchModel } from './types.ts';

/** What people have said of pairs of records. */
export interface Labels {
  /** A SELECT of (l UInt32, r UInt32, same UInt8). */
  readonly pairs: string;
  /** A table or a SELECT in parentheses of those records, with what the attributes read. */
  readonly from: string;
}

/** How well a model agrees with what people have said. */
export interface LabelQuality {
  /** Pairs of which somebody said that they are the same, and that they never are. */
  readonly same: number;
  readonly apart: number;
  /** Pairs that the model would join, and how many of those rightly. */
  readonly joined: number;
  readonly right: number;
}

const labelRow = z.object({ grades: z.string(), same: z.coerce.number(), n: z.coerce.number() });

/** Grades the pairs that people have decided about, as all others are graded. */
export async function gradeLabels(
  steps: Steps,
  attributes: readonly Attribute[],
  { pairs, from }: Labels,
): Promise<LabelledPattern[]> {
  const labels = `{db}.${steps.table('labels')}`;
  if ((await steps.make('labels', '(l, r)', pairs)) === 0) return [];
  const ends = `SELECT arrayJoin([l, r]) FROM ${labels}`;
  await steps.make(
    'label_values',
    'no',
    plainSql({ from: `(SELECT * FROM ${from} WHERE no IN (${ends}))`, attributes }),
  );
  const values = `{db}.${steps.table('label_values')}`;
  const rows = await steps.ask(
    'labels.grades',
    `SELECT toString(${packedSql(attributes)}) AS grades, p.same AS same, count() AS n FROM ${labels} AS p
    INNER JOIN ${values} AS l ON p.l = l.no INNER JOIN ${values} AS r ON p.r = r.no GROUP BY grades, same`,
    labelRow,
  );
  await steps.drop('labels', 'label_values');
  return rows.map(({ grades, same, n }) => ({
    grades: unpack(grades, attributes.length),
    same: same === 1,
    count: n,
  }));
}

/** Holds a model against what people have said; null where they have said nothing. */
export function judgeLabels(
  { lambda, attributes }: MatchModel,
  labels: readonly LabelledPattern[],
  joinAt: number,
): LabelQuality | null {
  if (labels.length === 0) return null;
  const m = attributes.map(({ levels }) => levels.map((level) => level.m));
  const u = attributes.map(({ levels }) => levels.map((level) => level.u));
  const sum = (some: readonly LabelledPattern[]) => some.reduce((all, { count }) => all + count, 0);
  const joined = labels.filter(({ grades }) => posterior({ lambda, m, u }, grades) >= joinAt);
  return {
    same: sum(labels.filter(({ same }) => same)),
    apart: sum(labels.filter(({ same }) => !same)),
    joined: sum(joined),
    right: sum(joined.filter(({ same }) => same)),
  };
}
