import type { z } from 'zod';

import type { Endpoint } from '../../lib/endpoint.ts';
import type { Speech } from './words.ts';

/** Asks an endpoint as whoever the sheet is for. */
export type Ask = <I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
) => Promise<z.output<O>>;

/** What a block is made with. */
export interface Making {
  readonly ask: Ask;
  readonly speech: Speech;
  readonly now: Date;
}
