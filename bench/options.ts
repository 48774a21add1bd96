import { parseArgs } from 'node:util';

import { z } from 'zod';

export const benchNames = [
  'import',
  'explore',
  'near',
  'start',
  'web',
  'identity',
  'collect',
  'insights',
] as const;
export type BenchName = (typeof benchNames)[number];

const whole = z
  .string()
  .regex(/^[\d_]{1,11}$/, { error: 'must be a whole number' })
  .transform((text) => Number(text.replaceAll('_', '')));

const schema = z.object({
  name: z.enum(benchNames),
  json: z.boolean().default(false),
  rows: whole.pipe(z.number().min(1_000).max(20_000_000)).optional(),
  seed: whole.pipe(z.number().max(0xffff_ffff)).default(1),
  runs: whole.pipe(z.number().min(1).max(1_000)).optional(),
  minutes: z.coerce.number().positive().max(600).optional(),
  events: whole.pipe(z.number().max(200_000_000)).optional(),
  data: z.string().min(1).optional(),
});

/** What a bench is told: `rows` and `seed` of its data, `runs` of each question, `minutes` of use, a `data` directory to keep and use again. */
export type BenchOptions = Omit<z.output<typeof schema>, 'rows' | 'events'> & {
  readonly rows: number;
  readonly events: number;
};

/** Customers and events where nothing is said. */
const usualSizes = { rows: 1_000_000, events: 1_000_000 } as const;
const insightSizes = { rows: 5_000_000, events: 100_000_000 } as const;

export const usage = `npm run bench -- NAME [--json] [--rows N] [--seed N] [--runs N] [--minutes N] [--events N] [--data DIR]
  NAME    ${benchNames.join(', ')}
  --json  only the result, one JSON object on the last line
  --rows  organisations (1000000); customers (insights: 5000000)
  --seed  the same seed makes the same data (1)
  --runs  how often each question is asked (30; starts: 5)
  --minutes  how long the browser is used to see what its memory becomes (2); how long each kind of events is sent (1/3)
  --events  events that are stored before any are sent (1000000; insights: 100000000)
  --data  keep the installation in DIR, and use it again when it holds the same data`;

/** Reads the command line of a bench; throws an error that says what is wrong with it. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      rows: { type: 'string' },
      seed: { type: 'string' },
      runs: { type: 'string' },
      minutes: { type: 'string' },
      events: { type: 'string' },
      data: { type: 'string' },
    },
  });
  if (positionals.length !== 1) throw new Error('name one bench');
  const parsed = schema.safeParse({ ...values, name: positionals[0] });
  if (parsed.success) {
    const { rows, events, ...said } = parsed.data;
    const sizes = said.name === 'insights' ? insightSizes : usualSizes;
    return { ...said, rows: rows ?? sizes.rows, events: events ?? sizes.events };
  }
  const [issue] = parsed.error.issues;
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`);
}
