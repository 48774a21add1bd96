import { z } from 'zod';
import {
  chunkSchema,
  fileShapeSchema,
  shapeOverridesSchema,
  spoolSettingsSchema,
  spoolTotalsSchema,
} from './types.ts';

/** What the worker is asked for. `room` counts the chunks that may still be written before the taker asks for more. */
export const workerTaskSchema = z.discriminatedUnion('task', [
  z.object({ task: z.literal('inspect'), path: z.string(), overrides: shapeOverridesSchema }),
  z.object({
    task: z.literal('spool'),
    path: z.string(),
    settings: spoolSettingsSchema,
    room: z.instanceof(SharedArrayBuffer),
  }),
]);
export type WorkerTask = z.input<typeof workerTaskSchema>;

/** What the worker says. */
export const workerMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shape'), shape: fileShapeSchema }),
  z.object({ kind: z.literal('chunk'), chunk: chunkSchema }),
  z.object({ kind: z.literal('done'), totals: spoolTotalsSchema }),
  z.object({
    kind: z.literal('problem'),
    code: z.string(),
    text: z.object({ en: z.string(), zh: z.string() }),
    details: z.record(z.string(), z.unknown()),
  }),
  z.object({ kind: z.literal('bug'), message: z.string(), stack: z.string() }),
]);
export type WorkerMessage = z.output<typeof workerMessageSchema>;
