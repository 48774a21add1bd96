import { membersOf, type RuleJson } from '../rule.ts';
import { isText } from './shapes.ts';

/** What a condition on verified values asks, as its form draws it. */
export interface VerifiedForm {
  readonly field: string;
  /** A span such as `30d`; '' for as long as the field says that it stays fresh. */
  readonly within: string;
}

export const firstVerified: VerifiedForm = { field: 'phones', within: '' };

/** What a part asks of verified values, or undefined where the form cannot draw it. */
export function readVerified(part: RuleJson): VerifiedForm | undefined {
  const { verified: field, within = '', ...rest } = membersOf(part) ?? {};
  if (!isText(field) || !isText(within) || Object.keys(rest).length > 0) return undefined;
  return { field, within };
}

export function writeVerified({ field, within }: VerifiedForm): RuleJson {
  return { verified: field, ...(within === '' ? {} : { within }) };
}
