import { z } from 'zod';

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
import { Problem } from '../lib/problem.ts';
import { typedNames } from '../lib/typed-name.ts';
import { jsonText, statement, type Operational } from '../store/operational/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { createField, type fieldSchema, listFields, replayRecords } from './contract.ts';
import { addFieldColumns } from './field-columns.ts';

const definition = z.object({ definition: z.record(z.string(), z.unknown()) });
const statements = {
  list: statement({
    name: 'fields.list',
    sql: 'SELECT definition FROM fields WHERE workspace = $1 ORDER BY created_at, key',
    row: definition,
  }),
  create: statement({
    name: 'fields.create',
    sql: 'INSERT INTO fields (workspace, key, definition, created_by, created_at) VALUES ($1, $2, $3::jsonb, $4, $5) ON CONFLICT DO NOTHING RETURNING definition',
    row: definition,
  }),
};

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
    return rows.map((row) => createCustomField(readDefinition(row.definition)));
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
    /** Adds a field. Problems: `fields.custom`, `fields.conflict`. */
    async create(
      workspace: string,
      input: z.output<typeof createField.input>,
      createdBy: string,
    ): Promise<Field> {
      const field = createCustomField(readDefinition(input));
      const made = await operational.row(statements.create, [
        workspace,
        field.key,
        jsonText(input),
        createdBy,
        clock(),
      ]);
      custom.delete(workspace);
      if (made !== undefined) return field;
      throw new Problem(
        'fields.conflict',
        {
          en: 'There is a field "{key}" already. Choose another key.',
          zh: '字段“{key}”已存在，请换一个标识。',
        },
        { key: field.key },
      );
    },
  };
}

export type Fields = ReturnType<typeof openFields>;

const storedField = createField.input;

function readDefinition(value: unknown): Parameters<typeof createCustomField>[0] {
  const { unit, choices, ...rest } = storedField.parse(value);
  return { ...rest, ...(unit === undefined ? {} : { unit }), ...(choices === undefined ? {} : { choices }) };
}

/** The endpoints of fields and of rebuilding. */
export function fieldRoutes(
  fields: Fields,
  tools: {
    warehouse: (workspace: string) => Promise<Warehouse>;
    seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
    replay: (workspace: string, actor: string) => Promise<{ job: string }>;
  },
): Route[] {
  return [
    route(listFields, async ({ kind }, context) => ({
      rows: (await tools.seen(callerOf(context), kind)).map(show),
    })),
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
