export { itemNames } from './compile-behaviour.ts';
export { spellRuns, spellsSql, subscriptionEventsSql } from './spells-sql.ts';
export { compileRule, runQuery } from './query.ts';
export type { Edit } from './edits/contract.ts';
export { editRoutes, type EditDesk } from './edits/routes.ts';
export { openEditStore, presentEdit, type EditStore, type StoredEdit } from './edits/store.ts';
export { createExports } from './export-jobs.ts';
export { exportProfiles } from './exports.ts';
export { parseRule } from './rule/parse.ts';
export { overviewRoutes } from './overview/routes.ts';
export { fillRoutes } from './fill/routes.ts';
export type { EventSet } from './sets/find.ts';
export { createMemberSets, type MemberSets } from './sets/sets.ts';
export { queryRoutes } from './routes.ts';
export { describeRule } from './rule/tree.ts';
export type { Rule } from './rule/types.ts';
export {
  namesRelated,
  namesSegments,
  namesValues,
  type Asker,
  type KnownSegment,
  type KnownValue,
  type ReadWorld,
  type RelatedKind,
  type RuleWorld,
} from './world.ts';
export { createViews, mayAsk } from './views.ts';
export { compilePlan, type Condition } from './compile.ts';
export { insightOf, listShipped } from './nodes/insight-list.ts';
export { describeBounds, describeList, describeSpan, describeTest } from './nodes/describe.ts';
export { readSpan as spanBefore } from './nodes/values-date.ts';
export type { Among, Plan } from './plan.ts';
export { pathId, pathsSql } from './path-sql.ts';
export { hungSql, textsSql } from './texts-sql.ts';
export { sampleOf } from './preview/count.ts';
export { readComputed } from './values/read.ts';
