import type { Stage } from '../records/index.ts';

/** Names the tables of a stage that identity reads and makes, as resolving, joining and planning a change take them. */
export function nameTables({ table, work }: Stage) {
  return {
    facts: table('facts'),
    identifiers: table('identifiers'),
    hot: table('hot'),
    nodes: table('nodes'),
    edges: table('edges'),
    labels: table('labels'),
    members: table('members'),
    work,
  };
}
