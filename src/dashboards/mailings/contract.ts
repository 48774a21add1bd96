import { z } from 'zod';

import { endpoint, nothing } from '../../lib/endpoint.ts';

const id = z.string().min(1).max(64);
const bilingual = z.object({ en: z.string(), zh: z.string() });
const languages = ['en', 'zh'] as const;

export const rhythms = ['day', 'week', 'month'] as const;

const times = {
  every: z.enum(rhythms).default('week'),
  weekday: z.number().int().min(1).max(7).default(1).meta({ description: 'Of a week: 1 is Monday' }),
  hour: z.number().int().min(0).max(23).default(8).meta({ description: 'By the clock of the workspace' }),
  language: z.enum(languages).default('en'),
};

const mailingSchema = z.object({
  id: z.string(),
  dashboard: z.string().nullable(),
  recipient: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable().meta({
    description: 'Null: is no member any longer, and gets nothing',
  }),
  every: z.enum(rhythms),
  weekday: z.number(),
  hour: z.number(),
  language: z.enum(languages),
  createdBy: z.string(),
  nextAt: z.string(),
  sentAt: z.string().nullable().meta({ description: 'When it was last handed to the mail server' }),
  problem: bilingual.nullable().meta({ description: 'Why it could not be sent the last time' }),
  changeable: z.boolean(),
});
export type Mailing = z.output<typeof mailingSchema>;

export const listMailings = endpoint({
  name: 'listMailings',
  method: 'GET',
  path: '/api/mailings',
  access: 'viewer',
  summary: 'What is sent by mail of a dashboard, or without one of the findings, to whom and when.',
  input: z.object({ dashboard: id.optional() }),
  output: z.object({
    isSet: z.boolean().meta({ description: 'Whether this installation can send mail' }),
    timeZone: z.string(),
    rows: z.array(mailingSchema),
  }),
});

export const createMailing = endpoint({
  name: 'createMailing',
  method: 'POST',
  path: '/api/mailings',
  access: 'analyst',
  summary:
    'Has a dashboard sent as PDF, or without one the findings, to a member who may see it, every day, week or month.',
  input: z.object({
    dashboard: id.nullable().default(null),
    recipient: id.optional().meta({ description: 'The id of a member; unsaid: you' }),
    ...times,
  }),
  output: z.object({ id: z.string() }),
});

export const removeMailing = endpoint({
  name: 'removeMailing',
  method: 'DELETE',
  path: '/api/mailings/:id',
  access: 'viewer',
  summary: 'Ends a mailing: whoever made it, whoever gets it, and administrators may.',
  input: z.object({ id }),
  output: nothing,
});

export const sendMailing = endpoint({
  name: 'sendMailing',
  method: 'POST',
  path: '/api/mailings/:id/send',
  access: 'analyst',
  summary: 'Sends a mailing now, besides its times.',
  input: z.object({ id }),
  output: z.object({ job: z.string() }),
});

export const downloadDashboard = endpoint({
  name: 'downloadDashboard',
  method: 'GET',
  path: '/api/dashboards/:id/pdf',
  access: 'viewer',
  summary: 'A dashboard as a PDF file, with what you may see.',
  trail: true,
  input: z.object({ id, language: z.enum(languages).default('en') }),
  output: z.unknown(),
  download: true,
});
