import { z } from 'zod';

import { endpoint, nothing, pageOf } from '../../lib/endpoint.ts';
import { opinionTags, polarities, topics } from '../../lib/opinion.ts';

const number = z.number();
const polarity = z.enum(polarities);
const topic = z.enum(topics);
const tag = z
  .string()
  .refine((key) => Object.hasOwn(opinionTags, key), 'one of the known tags · 已知标签之一');
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** How long texts may be looked back at, in days. */
export const textPeriods = ['30', '90', '365', 'all'] as const;
/** By what texts are counted. */
export const textGroups = ['months', 'topics', 'tags', 'sources', 'products'] as const;

/** Which texts. */
const chosen = {
  from: day.optional().meta({ description: 'The first day, by the clock of the workspace' }),
  to: day.optional().meta({ description: 'The last day' }),
  source: z.string().max(200).optional(),
  product: z.string().max(200).optional(),
  topic: topic.optional().meta({ description: 'Texts that speak of it, by how they speak of it' }),
  tag: tag.optional(),
} as const;
export const chosenTexts = z.object(chosen);
export type ChosenTexts = z.output<typeof chosenTexts>;

const counts = z.object({ positive: number, negative: number, mixed: number, neutral: number });
export type Counts = z.output<typeof counts>;
const group = z.object({ key: z.string(), counts });

export const getOpinions = endpoint({
  name: 'getOpinions',
  method: 'GET',
  path: '/api/insights/opinions',
  access: 'viewer',
  summary:
    'How texts of customers speak (reviews, complaints, survey answers, notes of calls), by month, topic, tag, source and product.',
  input: chosenTexts,
  output: z.object({
    readAt: z.string().nullable().meta({ description: 'When texts were last read; null: never' }),
    counts,
    months: z.array(group).meta({ description: 'The last sixty months' }),
    topics: z.array(group),
    tags: z.array(group).meta({ description: 'Motives, intentions and expectations' }),
    sources: z.array(group).meta({ description: 'The most frequent ones' }),
    products: z.array(group).meta({ description: 'The most frequent ones' }),
  }),
});

const feeling = z.object({ topic, polarity });
const evidence = z.object({
  at: number.meta({ description: 'Where in the text, in UTF-16 units' }),
  length: number,
  role: z.enum(['praise', 'blame', 'topic', 'tag']),
  key: z.string().meta({ description: 'Of a topic or tag which' }),
});

/** How a text speaks, and who said so where a person did. */
export const opinionSchema = z.object({
  polarity,
  score: number.meta({ description: 'From −1 to 1, by the program' }),
  topics: z.array(feeling),
  tags: z.array(z.string()),
  evidence: z.array(evidence).meta({ description: 'None where your role does not see the text' }),
  corrected: z
    .object({ by: z.string(), name: z.string(), at: z.string() })
    .nullable()
    .meta({ description: 'Who set it right; null: it is as the program read it' }),
});
export type ShownOpinion = z.output<typeof opinionSchema>;

const textRow = opinionSchema.extend({
  id: z.string(),
  at: z.string(),
  event: z.string(),
  source: z.string(),
  product: z.string(),
  author: z.string().meta({ description: "Who wrote it down, where a member did; '' of events" }),
  profile: z.string().nullable().meta({ description: 'Whose text it is; null: of nobody known' }),
  text: z.string().nullable().meta({ description: 'null where your role does not see it' }),
});
export type TextRow = z.output<typeof textRow>;

export const listOpinions = endpoint({
  name: 'listOpinions',
  method: 'GET',
  path: '/api/insights/opinions/texts',
  access: 'viewer',
  summary: 'Texts of customers, the newest first, with what they say and the words that show it.',
  input: z.object({
    ...chosen,
    polarity: polarity.optional(),
    corrected: z.enum(['yes', 'no']).optional().meta({ description: 'Whether a person set it right' }),
    limit: z.coerce.number().int().min(1).max(1_000).default(50),
    after: z.string().max(100).optional(),
  }),
  output: pageOf(textRow),
});

export const correctOpinion = endpoint({
  name: 'correctOpinion',
  method: 'PUT',
  path: '/api/insights/opinions/texts/:id',
  access: 'editor',
  summary:
    'Sets right how a text speaks, of what, and what it tells of motives; this is kept and wins over every later reading.',
  input: z.object({
    id: z.string().max(40),
    polarity,
    topics: z.array(feeling).max(topics.length),
    tags: z.array(tag).max(Object.keys(opinionTags).length),
  }),
  output: opinionSchema,
});

export const readTexts = endpoint({
  name: 'readTexts',
  method: 'POST',
  path: '/api/insights/opinions/read',
  access: 'editor',
  summary:
    'Reads in the background what customers wrote since the last time; it is also done every five minutes.',
  input: nothing,
  output: z.object({ job: z.string() }),
});

const dayMs = 86_400_000;

/** The first day of a time that texts are looked back at; undefined where it is all the time. */
export function sinceDay(period: (typeof textPeriods)[number], now: Date): string | undefined {
  if (period === 'all') return undefined;
  return new Date(now.getTime() - Number(period) * dayMs).toISOString().slice(0, 10);
}
