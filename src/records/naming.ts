import type { Field } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';

const namingKeys = [
  'name',
  'short_name',
  'english_name',
  'former_names',
  'family_name',
  'given_name',
  'account_name',
];

/** Of the fields that columns go to, those by which one can tell whose facts a row holds. */
export function namingFields(fields: readonly Field[], mapped: readonly string[]): string[] {
  const naming = fields.filter(
    ({ key, identifier, type }) =>
      namingKeys.includes(key) || identifier !== 'none' || type === 'email' || type === 'phone',
  );
  return naming.map(({ key }) => key).filter((key) => mapped.includes(key));
}

/** The problem of columns of which none says whose facts these are. */
export function noName(fields: readonly string[]): Problem {
  return new Problem(
    'import.no-name',
    {
      en: 'No column holds a name, a number of a company or person, a phone or an e-mail, so nobody could tell whose facts these are. Match one of the columns by hand. Matched now: {fields}.',
      zh: '没有任何一列是名称、企业或个人编号、电话或邮箱，无法判断这些数据属于谁。请手动指定其中一列。目前已匹配：{fields}。',
    },
    { fields: fields.join(', ') },
  );
}
