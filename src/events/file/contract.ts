import { z } from 'zod';

import { endpoint } from '../../lib/endpoint.ts';
import { sourceName } from '../../sources/contract.ts';

/** What a column of a file of orders or events may hold. */
export const eventColumns = [
  'customer',
  'email',
  'time',
  'name',
  'order',
  'product',
  'product_name',
  'category',
  'brand',
  'quantity',
  'price',
  'amount',
  'currency',
  'coupon',
  'url',
  'text',
] as const;
export type EventColumn = (typeof eventColumns)[number];

export const createEventImport = endpoint({
  name: 'createEventImport',
  method: 'POST',
  path: '/api/event-imports',
  access: 'editor',
  summary:
    'Imports an uploaded file of orders (a row is a line of one) or of events (a row is one) in the background; what came before counts once.',
  input: z.object({
    upload: z.string().min(1).max(64),
    source: sourceName,
    what: z.enum(['orders', 'events']),
    columns: z
      .record(z.string().max(500), z.enum(eventColumns))
      .meta({ description: 'Headers of the file, and what their columns hold' }),
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .meta({ description: 'The name of events that have no column with one' }),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional()
      .meta({ description: 'The currency of amounts that do not say one' }),
    cancelledPrefix: z
      .string()
      .max(10)
      .optional()
      .meta({ description: 'How the numbers of cancelled orders begin' }),
    dates: z
      .enum(['dmy', 'mdy'])
      .default('dmy')
      .meta({ description: 'How dates such as 1/2/2026 are meant' }),
    zone: z
      .string()
      .regex(/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/)
      .max(64)
      .default('UTC')
      .meta({ description: 'The time zone of times that name none' }),
  }),
  output: z.object({ job: z.string() }),
});

/** How a file is read, kept with its job. */
export const eventImportInput = createEventImport.input;
export type EventImport = z.output<typeof eventImportInput>;

/** What an import of events brought. */
export const eventImportResult = z.object({
  rows: z.number(),
  events: z.number().meta({ description: 'Orders or events that were new' }),
  refused: z.number().meta({ description: 'Rows without a time that can be read' }),
  unread: z.number().meta({ description: 'Rows that are broken in the file itself' }),
});
export type EventImportResult = z.output<typeof eventImportResult>;
