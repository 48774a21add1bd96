export { compileRule, profileTable, type QueryAnswer, type QueryRequest, runQuery } from './query.ts';
export { parseRule, ruleSchema } from './rule/parse.ts';
export { describeRule } from './rule/tree.ts';
export type { Rule } from './rule/types.ts';
