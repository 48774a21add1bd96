import { z } from 'zod';

import type { Plan } from '../plan.ts';
import { joinPath, ruleProblem } from '../rule/problems.ts';
import type { Ranks } from '../rule/types.ts';
import type { DescribeContext, PlanContext } from './kind.ts';

const percent = z.number().gt(0).max(100).optional();

/** The members of a node that ask for ranks. */
export const rankShape = { top: percent, bottom: percent, of: z.unknown().optional() } as const;

const ends = ['top', 'bottom'] as const;

type RankPlace = Pick<Extract<Plan, { op: 'rank' }>, 'place' | 'by'> & {
  /** Which column is compared at an end. */
  readonly column: (end: 'top' | 'bottom') => string;
};

/** The ranks that a node asks for. */
export function planRanks(rule: Ranks, rank: RankPlace, { kind, rankedAmong: among }: PlanContext): Plan[] {
  const { place, by, column } = rank;
  return ends.flatMap((end): Plan[] => {
    const share = rule[end];
    if (share === undefined) return [];
    const parts = by === undefined ? {} : { by };
    return [{ op: 'rank', kind, place, ...parts, column: column(end), end, share: share / 100, among }];
  });
}

/** Refuses a group where nothing is ranked, and ranks within ranks: what these would be of cannot be said. */
export function checkRanks({ top, bottom, of }: Ranks, path: string, { ranking }: PlanContext): void {
  const isRanked = top !== undefined || bottom !== undefined;
  if (ranking === true && isRanked) throw ruleProblem('rank', nested, { path });
  if (of !== undefined && !isRanked) throw ruleProblem('rank', alone, { path: joinPath(path, 'of') });
}

const nested = {
  en: '{path}: among whom one ranks cannot depend on ranks itself. Take “top” or “bottom” out of this part.',
  zh: '{path}：排名的范围本身不能再依赖排名。请从这一部分去掉 top 或 bottom。',
};
const alone = {
  en: '{path}: “of” says among whom one ranks; add “top” or “bottom”, in per cent.',
  zh: '{path}：“of”表示排名的范围，请同时给出 top 或 bottom（百分比）。',
};

/** `in the top 10% of (in 江苏)`. */
export function describeRanks(
  rule: Ranks,
  label: string,
  { language, amongWhom: among }: Pick<DescribeContext, 'language' | 'amongWhom'>,
): string[] {
  return ends.flatMap((end) => {
    const share = rule[end];
    if (share === undefined) return [];
    if (language === 'zh') {
      const where = among === undefined ? '' : `在（${among}）的客户中`;
      return [`${where}${label}排名${end === 'top' ? '前' : '后'} ${share}%`];
    }
    const whom = among === undefined ? '' : ` of those for whom (${among})`;
    return [`${label} is in the ${end} ${share}%${whom}`];
  });
}
