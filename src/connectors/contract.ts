import { z } from 'zod';

import { kinds } from '../fields/types.ts';
import { endpoint, nothing, pageOf } from '../lib/endpoint.ts';

const id = z.string().min(1).max(64);
const bilingual = z.object({ en: z.string(), zh: z.string() });
const cause = z.object({ code: z.string(), en: z.string(), zh: z.string() });

/** The doors that there are beside files, events and forms. */
export const connectorKinds = [
  'webhook',
  'shopify',
  'woocommerce',
  'replies',
  'http',
  's3',
  'sftp',
  'postgres',
  'mysql',
  'mailbox',
] as const;
export type ConnectorKind = (typeof connectorKinds)[number];

/** One thing that a kind of connector is told, as a page asks for it. */
export const settingSchema = z.object({
  key: z.string(),
  type: z.enum(['text', 'secret', 'secret-lines', 'number', 'flag', 'choice']),
  label: bilingual,
  help: bilingual.nullable(),
  required: z.boolean(),
  initial: z.union([z.string(), z.number(), z.boolean()]).nullable(),
  choices: z.array(z.object({ key: z.string(), label: bilingual })),
});
export type Setting = z.infer<typeof settingSchema>;

export const kindSchema = z.object({
  kind: z.enum(connectorKinds),
  does: z.enum(['hook', 'pull']).meta({ description: 'Whether others send, or we fetch at intervals' }),
  label: bilingual,
  lead: bilingual,
  settings: z.array(settingSchema),
  maps: z.boolean().meta({ description: 'Whether it has to be said which part of what comes means what' }),
});
export type KindView = z.infer<typeof kindSchema>;

/** Where a value lies in what was sent: keys from the outside in; `*` stands for each of a list. */
const place = z.array(z.string().max(200)).max(12);

/** Parts of a line of an order. */
export const lineParts = ['product_id', 'name', 'brand', 'category', 'quantity', 'price'] as const;

/** What a value may become: a field, who it is about, a part of an event, of an order's line. */
const target = z
  .string()
  .regex(
    new RegExp(
      `^(?:field:[a-z][a-z0-9_]{0,63}|id|event|time|message|property:[^:]{1,100}|line:(?:${lineParts.join('|')}))$`,
    ),
  );

export const mappingSchema = z.object({
  kind: z.enum(kinds).default('person'),
  each: place
    .nullable()
    .default(null)
    .meta({ description: 'The list whose entries are taken one by one; none: what is sent is one' }),
  event: z
    .string()
    .trim()
    .max(200)
    .default('')
    .meta({ description: 'The name of the event that each is; none: it makes no event' }),
  links: z.array(z.object({ from: place.min(1), to: target })).max(200),
});
export type Mapping = z.output<typeof mappingSchema>;

export const healths = ['off', 'quiet', 'good', 'failing'] as const;

const settings = z.record(z.string().max(64), z.union([z.string().max(4_000), z.number(), z.boolean()]));

export const connectorSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(connectorKinds),
  source: z.object({ id: z.string(), name: z.string() }),
  on: z.boolean(),
  health: z.enum(healths),
  lastAt: z.string().nullable(),
  counts: z.object({ taken: z.number(), waiting: z.number(), failed: z.number() }),
  refused: z
    .object({ count: z.number(), at: z.string(), why: cause })
    .nullable()
    .meta({ description: 'What was turned away at the door, and why the last time' }),
});
export type Connector = z.infer<typeof connectorSchema>;

export const wholeConnectorSchema = connectorSchema.extend({
  settings,
  secrets: z.array(z.string()).meta({ description: 'Which secrets are set; they are never shown again' }),
  mapping: mappingSchema.nullable(),
  address: z.string().nullable().meta({ description: 'Where others send to' }),
  sample: z
    .string()
    .nullable()
    .meta({ description: 'What came last, for those who may see personal fields in full' }),
});
export type WholeConnector = z.infer<typeof wholeConnectorSchema>;

export const deliveryStates = ['waiting', 'taken', 'failed'] as const;

export const deliverySchema = z.object({
  id: z.string(),
  at: z.string(),
  state: z.enum(deliveryStates),
  topic: z.string(),
  reason: cause.nullable(),
  bytes: z.number(),
  body: z
    .string()
    .nullable()
    .meta({ description: 'As it came, for those who may see personal fields in full' }),
  profile: z.string().nullable(),
});
export type Delivery = z.infer<typeof deliverySchema>;

export const runStates = ['running', 'done', 'nothing', 'failed'] as const;

/** What could not be read of what was fetched, and why. */
export const skippedSchema = z.object({ name: z.string(), reason: cause });

export const runSchema = z.object({
  id: z.string(),
  at: z.string(),
  finishedAt: z.string().nullable(),
  state: z.enum(runStates).meta({ description: '`nothing`: there was nothing new' }),
  bytes: z.number(),
  files: z.number(),
  skipped: z.array(skippedSchema).meta({ description: 'What could not be read, and was set aside' }),
  error: cause.nullable(),
  import: z.string().nullable().meta({ description: 'The import that takes in what was fetched' }),
});
export type Run = z.infer<typeof runSchema>;

export const listConnectorKinds = endpoint({
  name: 'listConnectorKinds',
  method: 'GET',
  path: '/api/connector-kinds',
  access: 'editor',
  summary: 'The kinds of connectors, each with the settings that it asks for.',
  input: nothing,
  output: z.object({ rows: z.array(kindSchema) }),
});

export const listConnectors = endpoint({
  name: 'listConnectors',
  method: 'GET',
  path: '/api/connectors',
  access: 'editor',
  summary: 'The connectors of the workspace, and how they are.',
  input: nothing,
  output: z.object({ rows: z.array(connectorSchema) }),
});

export const getConnector = endpoint({
  name: 'getConnector',
  method: 'GET',
  path: '/api/connectors/:id',
  access: 'editor',
  summary: 'A connector with its settings; of its secrets only whether they are set.',
  input: z.object({ id }),
  output: wholeConnectorSchema,
});

export const createConnector = endpoint({
  name: 'createConnector',
  method: 'POST',
  path: '/api/connectors',
  access: 'admin',
  summary: 'Makes a connector, with a source of its name.',
  input: z.object({
    name: z.string().trim().min(1).max(100),
    kind: z.enum(connectorKinds),
    settings: settings.default({}),
    on: z.boolean().default(true),
  }),
  output: wholeConnectorSchema,
});

export const updateConnector = endpoint({
  name: 'updateConnector',
  method: 'PATCH',
  path: '/api/connectors/:id',
  access: 'admin',
  summary:
    'Changes settings (a secret that is left out stays), says what means what, or switches it on and off.',
  input: z.object({
    id,
    name: z.string().trim().min(1).max(100).optional(),
    settings: settings.optional(),
    mapping: mappingSchema.optional(),
    on: z.boolean().optional(),
  }),
  output: wholeConnectorSchema,
});

export const removeConnector = endpoint({
  name: 'removeConnector',
  method: 'DELETE',
  path: '/api/connectors/:id',
  access: 'admin',
  summary: 'Removes a connector with what it kept; records and events that it brought stay.',
  input: z.object({ id }),
  output: nothing,
});

export const previewMapping = endpoint({
  name: 'previewMapping',
  method: 'POST',
  path: '/api/connectors/:id/preview',
  access: 'editor',
  summary: 'Says what something that is sent would become; nothing is stored.',
  trail: false,
  input: z.object({ id, body: z.string().max(1_000_000), mapping: mappingSchema.optional() }),
  output: z.object({
    readings: z.array(
      z.object({
        kind: z.enum(kinds),
        who: z.string(),
        values: z.record(z.string(), z.unknown()),
        events: z.array(z.record(z.string(), z.unknown())),
      }),
    ),
    problem: cause.nullable(),
  }),
});

export const listDeliveries = endpoint({
  name: 'listDeliveries',
  method: 'GET',
  path: '/api/connectors/:id/deliveries',
  access: 'editor',
  summary:
    'What was sent to a connector, the newest first; what could not be read is kept whole with its reason.',
  input: z.object({
    id,
    state: z.enum(deliveryStates).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    after: z.string().max(64).optional(),
  }),
  output: pageOf(deliverySchema),
});

export const replayDeliveries = endpoint({
  name: 'replayDeliveries',
  method: 'POST',
  path: '/api/connectors/:id/deliveries/replay',
  access: 'editor',
  summary: 'Reads deliveries again, as they came or as they were mended; without a list, all that failed.',
  input: z.object({
    id,
    deliveries: z
      .array(z.object({ id, body: z.string().max(2_000_000).optional() }))
      .max(100)
      .optional(),
  }),
  output: z.object({ waiting: z.number() }),
});

export const listRuns = endpoint({
  name: 'listRuns',
  method: 'GET',
  path: '/api/connectors/:id/runs',
  access: 'editor',
  summary: 'Each time that a connector fetched something, the newest first.',
  input: z.object({
    id,
    limit: z.coerce.number().int().min(1).max(100).default(20),
    after: z.string().max(64).optional(),
  }),
  output: pageOf(runSchema),
});

export const runConnector = endpoint({
  name: 'runConnector',
  method: 'POST',
  path: '/api/connectors/:id/run',
  access: 'editor',
  summary: 'Fetches now, without waiting for the next time; if asked, all from the beginning.',
  input: z.object({
    id,
    again: z.boolean().default(false).meta({ description: 'Fetch also what was fetched before' }),
  }),
  output: z.object({ job: z.string() }),
});
