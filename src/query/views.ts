import type { z } from 'zod';

import { createId, type Caller, type Seer } from '../access/index.ts';
import { isOpen, type Field, type Kind } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import { jsonText, type Operational } from '../store/operational/index.ts';
import type { View } from './contract.ts';
import { findField } from './nodes/field.ts';
import { parseRule } from './rule/parse.ts';
import { planRule } from './rule/tree.ts';
import { sortColumns } from './sort.ts';
import type { ReadWorld, RuleWorld } from './world.ts';
import {
  type columnLayout,
  getRow,
  insertRow,
  listRows,
  markUsed,
  removeRow,
  type sortList,
  updateRow,
  type ViewRow,
} from './view-tables.ts';

/** What a view holds. */
export interface ViewContent {
  readonly name: string;
  readonly rule: unknown;
  readonly columns: readonly string[];
  readonly layout: z.output<typeof columnLayout>;
  readonly sort: z.output<typeof sortList>;
  readonly shared: boolean;
}

/** What of a view is changed; the rest stays. */
export type ViewChanges = { readonly [K in keyof ViewContent]?: ViewContent[K] | undefined };

interface ViewParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  /** The catalogue as the asker sees it. */
  readonly fields: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly world: ReadWorld;
}

export type Views = ReturnType<typeof createViews>;

/** Saved views: seen by their owner, and by all of the workspace when shared; changed by the owner, shared ones by administrators too. */
export function createViews(parts: ViewParts) {
  const { operational, clock } = parts;
  return {
    async list(caller: Caller, kind: Kind | undefined): Promise<View[]> {
      const rows = await operational.rows(listRows, [caller.workspace, caller.id, kind ?? null]);
      const world = await parts.world(
        caller,
        rows.map(({ rule }) => rule),
      );
      const shown = await Promise.all(
        rows.map(async (row) => {
          const catalogue = await parts.fields(caller, row.kind);
          return row.owner === caller.id || mayAsk(row, catalogue, world)
            ? [showView(seeView(row, catalogue), caller)]
            : [];
        }),
      );
      return shown.flat();
    },
    async create(caller: Caller, kind: Kind, content: ViewContent): Promise<View> {
      await checkContent(parts, content, { caller, kind });
      const id = createId('view', clock());
      const owner = [caller.workspace, id, caller.id, caller.name];
      const row = await operational.row(insertRow, [...owner, kind, ...valuesOf(content), clock()]);
      if (row === undefined) throw new Error(`view ${id} was not stored`);
      return showView(row, caller);
    },
    async update(caller: Caller, id: string, changes: ViewChanges): Promise<View> {
      const row = await findView(operational, id, caller);
      mayChange(caller, row);
      const content = changedContent(row, changes);
      await checkContent(parts, content, { caller, kind: row.kind });
      const changed = await operational.row(updateRow, [caller.workspace, id, ...valuesOf(content), clock()]);
      if (changed === undefined) throw noSuchView(id);
      return showView(changed, caller);
    },
    /** Notes that a view was opened. */
    async use(caller: Caller, id: string): Promise<View> {
      const row = await findView(operational, id, caller);
      await operational.run(markUsed, [caller.workspace, id, clock()]);
      return showView({ ...row, used_at: clock().toISOString() }, caller);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      mayChange(caller, await findView(operational, id, caller));
      await operational.run(removeRow, [caller.workspace, id]);
    },
  };
}

function showView(row: ViewRow, caller: Caller): View {
  const { owner, owner_name, created_at, updated_at, used_at, ...view } = row;
  return {
    ...view,
    owner: { id: owner, name: owner_name },
    mine: owner === caller.id,
    createdAt: created_at,
    updatedAt: updated_at,
    usedAt: used_at,
  };
}

/** False for a rule about what somebody with this catalogue may not ask of: nor are the values for them that stand in it. */
export function mayAsk(
  { rule, kind }: Pick<ViewRow, 'rule' | 'kind'>,
  catalogue: readonly Field[],
  world: RuleWorld,
): boolean {
  try {
    planRule(parseRule(rule), { ...world, kind, catalogue, now: new Date(0), forgiving: true });
    return true;
  } catch (error) {
    if (error instanceof Problem) return error.code !== 'rule.field' && error.code !== 'rule.masked';
    throw error;
  }
}

/** A shared view may show and sort by more than the caller sees: what they do not see is left out. */
function seeView(row: ViewRow, catalogue: readonly Field[]): ViewRow {
  const byKey = new Map(catalogue.map((field) => [field.key, field]));
  const isSortable = (key: string) => {
    const field = byKey.get(key);
    return key.startsWith('_') || (field !== undefined && isOpen(field));
  };
  return {
    ...row,
    columns: row.columns.filter((key) => key.startsWith('_') || byKey.has(key)),
    sort: row.sort.filter(({ field }) => isSortable(field)),
  };
}

function changedContent(row: ViewRow, changes: ViewChanges): ViewContent {
  return {
    name: changes.name ?? row.name,
    rule: changes.rule ?? row.rule,
    columns: changes.columns ?? row.columns,
    layout: changes.layout ?? row.layout,
    sort: changes.sort ?? row.sort,
    shared: changes.shared ?? row.shared,
  };
}

function valuesOf({ name, rule, columns, layout, sort, shared }: ViewContent) {
  return [name, jsonText(rule), jsonText(columns), jsonText(sort), shared, jsonText(layout)] as const;
}

async function findView(operational: Operational, id: string, caller: Caller): Promise<ViewRow> {
  const row = await operational.row(getRow, [caller.workspace, id, caller.id]);
  if (row === undefined) throw noSuchView(id);
  return row;
}

/** A view that could not be opened is refused when it is saved. */
async function checkContent(
  parts: ViewParts,
  content: ViewContent,
  { caller, kind }: { caller: Caller; kind: Kind },
): Promise<void> {
  const catalogue = await parts.fields(caller, kind);
  const world = await parts.world(caller, [content.rule, content.sort]);
  planRule(parseRule(content.rule), { ...world, kind, catalogue, now: parts.clock() });
  sortColumns(content.sort, { ...world, kind, catalogue }, new Set());
  for (const [i, key] of content.columns.entries()) {
    if (!key.startsWith('_')) findField(key, `columns[${i}]`, catalogue);
  }
}

function mayChange(caller: Caller, view: ViewRow): void {
  if (view.owner === caller.id || (view.shared && (caller.role === 'admin' || caller.role === 'owner')))
    return;
  throw new Problem('query.not-your-view', {
    en: 'This view belongs to somebody else. Save it under a name of your own, or ask its owner or an administrator to change it.',
    zh: '该视图属于其他人。请另存为自己的视图，或请其所有者或管理员修改。',
  });
}

function noSuchView(id: string): Problem {
  return new Problem(
    'query.not-found',
    {
      en: 'There is no view "{id}" here. Look at the list of views.',
      zh: '此处没有视图“{id}”。请查看视图列表。',
    },
    { id },
  );
}
