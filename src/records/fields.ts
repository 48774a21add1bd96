import type { z } from 'zod';

import { callerOf, route, type Route, type Seer } from '../access/index.ts';
import {
  catalogue,
  createCustomField,
  fieldJson,
  isOpen,
  toFieldJson,
  type Field,
  type Kind,
} from '../fields/index.ts';
import { typedNames } from '../lib/typed-name.ts';
import { jsonText, type Operational } from '../store/operational/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import {
  archiveField,
  createField,
  type fieldSchema,
  listFields,
  replayRecords,
  restoreField,
  updateField,
} from './contract.ts';
import { addFieldColumns } from './field-columns.ts';
import { keepChoices, keyTaken, noSuchField } from './field-problems.ts';
import { fieldStatements as statements } from './field-tables.ts';

/** Another server may add a field: what is known is asked again after this long. */
const knownMs = 5_000;

/** The fields of workspaces: the catalogue and each one's own. */
export function openFields(operational: Operational, clock: () => Date) {
  const custom = new Map<string, { until: number; fields: Promise<readonly Field[]> }>();
  const recall = (workspace: string): Promise<readonly Field[]> => {
    const known = custom.get(workspace);
    if (known !== undefined && known.until > performance.now()) return known.fields;
    const fields = read(workspace);
    custom.set(workspace, { until: performance.now() + knownMs, fields });
    fields.catch(() => custom.delete(workspace));
    return fields;
  };
  const read = async (workspace: string): Promise<readonly Field[]> => {
    const rows = await operational.rows(statements.list, [workspace]);
    return rows.map((row) =>
      row.archived_at === null ? readField(row) : { ...readField(row), archived: true },
    );
  };
  return {
    /** The fields of a kind. */
    async catalogue(workspace: string, kind: Kind): Promise<readonly Field[]> {
      const own = await recall(workspace);
      return catalogue(
        kind,
        own.filter((field) => field.kinds.includes(kind)),
      );
    },
    /** The workspace's own fields that were put away. */
    async archived(workspace: string): Promise<readonly Field[]> {
      const rows = await operational.rows(statements.list, [workspace]);
      return rows.filter(({ archived_at }) => archived_at !== null).map(readField);
    },
    /** Adds a field. Problems: `fields.custom`, `fields.conflict`. */
    async create(workspace: string, input: Definition, createdBy: string): Promise<Field> {
      const field = createCustomField(readDefinition(input));
      const said = [workspace, field.key, jsonText(input)];
      const made = await operational.row(statements.create, [...said, createdBy, clock()]);
      custom.delete(workspace);
      if (made === undefined) throw keyTaken(field.key);
      return field;
    },
    /** Changes what is said of a field. Problems: `fields.not-found`, `fields.custom`, `fields.choices`. */
    async update(workspace: string, key: string, change: FieldChange): Promise<Field> {
      const changed = await operational.transaction(async (runner) => {
        const row = await runner.row(statements.get, [workspace, key]);
        if (row === undefined) throw noSuchField(key);
        const before = storedField.parse(row.definition);
        const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
        const after = storedField.parse({ ...before, ...said });
        keepChoices(before.choices ?? [], after.choices ?? []);
        const field = createCustomField(readDefinition(after));
        await runner.run(statements.update, [workspace, key, jsonText(after)]);
        return field;
      });
      custom.delete(workspace);
      return changed;
    },
    /** Puts a field away, or brings it back. Problem: `fields.not-found`. */
    async setArchived(workspace: string, key: string, at: Date | null): Promise<Field> {
      const row = await operational.row(statements.archive, [workspace, key, at]);
      if (row === undefined) throw noSuchField(key);
      custom.delete(workspace);
      return readField(row);
    },
  };
}

export type Fields = ReturnType<typeof openFields>;

type Definition = z.output<typeof createField.input>;

/** What may be changed of a field. */
type FieldChange = Omit<z.output<typeof updateField.input>, 'key'>;

const storedField = createField.input;

function readField({ definition }: { readonly definition: unknown }): Field {
  return createCustomField(readDefinition(definition));
}

function readDefinition(value: unknown): Parameters<typeof createCustomField>[0] {
  const { unit, choices, ...rest } = storedField.parse(value);
  return { ...rest, ...(unit === undefined ? {} : { unit }), ...(choices === undefined ? {} : { choices }) };
}

/** The endpoints of fields and of rebuilding. */
export function fieldRoutes(
  fields: Fields,
  tools: {
    clock: () => Date;
    warehouse: (workspace: string) => Promise<Warehouse>;
    seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
    replay: (workspace: string, actor: string) => Promise<{ job: string }>;
  },
): Route[] {
  return [
    route(listFields, async ({ kind, archived }, context) => {
      const caller = callerOf(context);
      const found =
        archived === 'no' ? await tools.seen(caller, kind) : await fields.archived(caller.workspace);
      return { rows: found.filter((field) => field.kinds.includes(kind)).map(show) };
    }),
    route(updateField, async ({ key, ...change }, context) =>
      show(await fields.update(callerOf(context).workspace, key, change)),
    ),
    route(archiveField, async ({ key }, context) => {
      await fields.setArchived(callerOf(context).workspace, key, tools.clock());
      return {};
    }),
    route(restoreField, async ({ key }, context) =>
      show(await fields.setArchived(callerOf(context).workspace, key, null)),
    ),
    route(createField, async (input, context) => {
      const caller = callerOf(context);
      const field = await fields.create(caller.workspace, input, caller.id);
      const warehouse = await tools.warehouse(caller.workspace);
      for (const kind of field.kinds) await addFieldColumns(warehouse, kind, [field]);
      return show(field);
    }),
    route(replayRecords, (_input, context) => {
      const caller = callerOf(context);
      return tools.replay(caller.workspace, caller.id);
    }),
  ];
}

function show(field: Field): z.output<typeof fieldSchema> {
  const { choices, unit, ...rest } = fieldJson.parse(toFieldJson(field));
  return {
    ...rest,
    synonyms: [...rest.synonyms],
    custom: field.custom ?? false,
    sounds: soundsOf(field),
    sight: field.sight ?? 'full',
    asked: isOpen(field),
    ...(unit === undefined ? {} : { unit }),
    ...(choices === undefined ? {} : { choices: choices.map(({ key, label }) => ({ key, label })) }),
  };
}

const knownSounds = new WeakMap<Field, readonly string[]>();

function soundsOf(field: Field): string[] {
  const sounds = knownSounds.get(field) ?? typedNames([[field.label.zh]])[0]?.sounds ?? [];
  knownSounds.set(field, sounds);
  return [...sounds];
}
