import type { Field, Kind } from '../../fields/index.ts';
import { Problem } from '../../lib/problem.ts';
import { readProfileId } from '../../lib/profile-id.ts';
import { addFieldColumns, knownColumns, normaliseRow, type NormalisedRow } from '../../records/index.ts';
import { compileRule, parseRule, type RuleWorld } from '../../query/index.ts';
import { treatRows } from '../../sources/index.ts';
import { quoteName, type Warehouse } from '../../store/warehouse/index.ts';
import type { House } from '../house.ts';
import { specialColumns } from '../special-columns.ts';
import { cellOf } from '../take-records.ts';
import { readChanges, type Change } from './changes.ts';
import type { EditTask } from './task.ts';

/** An edit as the warehouse can make it. */
export interface EditPlan {
  readonly warehouse: Warehouse;
  readonly kind: Kind;
  /** The workspace's fields of this kind. */
  readonly fields: readonly Field[];
  readonly changes: readonly Change[];
  /** The columns of the records: a field each, and at the end the profile that each record is about. */
  readonly mapping: readonly { readonly column: number; readonly field: string }[];
  /** Condition on the profiles that the edit is about. */
  readonly where: string;
  /** Condition, beside a row of `template`, on those that it would change. */
  readonly differs: string;
  readonly template: NormalisedRow;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Plans an edit of many. Throws what is wrong with the selection or with a value. */
export async function planEdit(house: House, task: EditTask): Promise<EditPlan> {
  const { workspace, kind } = task;
  const fields = await house.fields(workspace, kind);
  const changes = await readChanges(house, task, fields);
  const warehouse = await house.warehouse(workspace);
  await addFieldColumns(
    warehouse,
    kind,
    changes.map(({ field }) => field),
  );
  const mapping = changes.map(({ field }, column) => ({ column, field: field.key }));
  const [row = { cells: [], hints: [] }] = treatRows({
    rows: [changes.map((change) => ('value' in change ? cellOf(change.value) : ''))],
    width: changes.length,
    ...specialColumns(house, mapping, fields),
  });
  const known = await knownColumns(warehouse, `profiles_${kind}`);
  const world = await house.world({ workspace: task.workspace, role: null }, task.rule);
  const { where, parameters } = selectProfiles(task, { fields, known, now: house.clock(), world });
  const template = normaliseRow(mapping, fields, { currency: house.currency, receivedAt: house.clock() });
  return {
    warehouse,
    kind,
    fields,
    changes,
    mapping,
    where,
    differs: differs(changes, template),
    template,
    parameters: {
      ...parameters,
      ...row,
      ...Object.fromEntries(
        changes.flatMap((change, at) => ('list' in change ? [[`list${at}`, change.list]] : [])),
      ),
    },
  };
}

/** The condition on the profiles that are meant. */
function selectProfiles(
  { kind, rule, ids }: EditTask,
  about: { fields: readonly Field[]; known: ReadonlySet<string>; now: Date; world: RuleWorld },
): { where: string; parameters: Readonly<Record<string, unknown>> } {
  if ((ids === null) === (rule === null || rule === undefined)) throw noSelection();
  if (ids === null) {
    const condition = compileRule(parseRule(rule), {
      ...about.world,
      kind,
      catalogue: about.fields,
      now: about.now,
      columns: about.known,
    });
    return { where: condition.sql, parameters: condition.parameters };
  }
  const keys = ids.map((id) => readProfileId(id));
  const strange = ids.filter((_, at) => keys[at]?.kind !== kind);
  if (strange.length > 0) throw notOfKind(strange);
  // A profile that has been joined to another since is that other one now.
  const joined = `SELECT profile FROM {db}.links_${kind} WHERE no IN {numbers:Array(UInt32)}`;
  return {
    where: `(_no IN {numbers:Array(UInt32)} OR _no IN (${joined}))`,
    parameters: { numbers: keys.flatMap((key) => (key === undefined ? [] : [key.no])) },
  };
}

/** What a profile says is not what the edit would have it say. */
function differs(changes: readonly Change[], template: NormalisedRow): string {
  const text = (name: string) => `ifNull(toString(${name}), '')`;
  const tests = changes.flatMap((change, at) => {
    const column = quoteName(change.field.key);
    if ('list' in change) {
      const list = `{list${at}:Array(String)}`;
      return [change.does === 'add' ? `NOT hasAll(${column}, ${list})` : `hasAny(${column}, ${list})`];
    }
    const own = ['', '_max', '_currency'].map((end) => `${change.field.key}${end}`);
    return template.columns
      .filter((name) => own.includes(name))
      .map((name) => `${text(quoteName(name))} != ${text(`t_${name}`)}`);
  });
  return tests.length === 0 ? '0' : `(${tests.join(' OR ')})`;
}

/** The cell of a record for each change: the same text for all, or a list that is each profile's own. */
export function cellSql(change: Change, at: number): string {
  if (!('list' in change)) return `cells[${at + 1}]`;
  const column = quoteName(change.field.key);
  const list = `{list${at}:Array(String)}`;
  const values =
    change.does === 'add'
      ? `arrayConcat(${column}, arrayFilter(v -> NOT has(${column}, v), ${list}))`
      : `arrayFilter(v -> NOT has(${list}, v), ${column})`;
  return `arrayStringConcat(${values}, '\\n')`;
}

function noSelection(): Problem {
  return new Problem('edits.selection', {
    en: 'Say which profiles are meant: by "rule" or by "ids", and not by both.',
    zh: '请指明要修改哪些档案：用 "rule" 或 "ids"，二者取其一。',
  });
}

function notOfKind(ids: readonly string[]): Problem {
  return new Problem(
    'edits.kind',
    {
      en: 'These are no profiles of this kind: {ids}. Organisations and persons are edited apart.',
      zh: '以下不是此类档案：{ids}。企业与个人需分别修改。',
    },
    { ids: ids.slice(0, 5).join(', ').slice(0, 300) },
  );
}
