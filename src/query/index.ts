export { compileRule, runQuery } from './query.ts';
export { createExports } from './export-jobs.ts';
export { exportProfiles } from './exports.ts';
export { parseRule } from './rule/parse.ts';
export { queryRoutes } from './routes.ts';
export { describeRule } from './rule/tree.ts';
export type { Rule } from './rule/types.ts';
export { createViews } from './views.ts';
