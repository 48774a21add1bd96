import { z } from 'zod';

import { usualFreshDays } from '../../lib/verification.ts';
import { joinPath, wrongValue } from '../rule/problems.ts';
import type { VerifiedRule } from '../rule/types.ts';
import { describeSpan } from './describe.ts';
import { findAsked } from './field.ts';
import type { NodeKind } from './kind.ts';
import { spanWanted } from './updated.ts';
import { readSpan } from './values-date.ts';

const schema = z.strictObject({ verified: z.string().max(200), within: z.string().max(20).optional() });

/** `{ verified: "phones", within: "30d" }`: who has a value of the field that was verified lately, and was right. */
export const verifiedNode: NodeKind<VerifiedRule> = {
  schema,
  plan({ verified, within }, path, { kind, catalogue, now }) {
    const field = findAsked(verified, joinPath(path, 'verified'), catalogue);
    const span = within ?? `${field.verification?.freshDays ?? usualFreshDays}d`;
    const since = readSpan(span, now);
    if (since === undefined) throw wrongValue(joinPath(path, 'within'), spanWanted, span);
    return { op: 'verified', kind, column: field.key, field, since: writeMoment(since) };
  },
  describe({ verified, within }, { catalogue, language }) {
    const label = catalogue.find(({ key }) => key === verified)?.label[language] ?? verified;
    if (within === undefined)
      return language === 'zh' ? `${label}已核实且仍有效` : `${label} verified and still fresh`;
    return language === 'zh'
      ? `${describeSpan(label, within, language)}核实过`
      : describeSpan(`${label} verified`, within, language);
  },
};

function writeMoment(moment: Date): string {
  return moment.toISOString().slice(0, 23).replace('T', ' ');
}
