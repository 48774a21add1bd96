import { z } from 'zod';

import { consentChannels, consentForms, consentPurposes } from '../lib/consent.ts';
import { endpoint, nothing, pageOf } from '../lib/endpoint.ts';
import { formKinds, questionTypes } from '../lib/form.ts';

const id = z.string().min(1).max(64);
const part = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/);
const text = (longest: number) =>
  z.object({ en: z.string().max(longest).default(''), zh: z.string().max(longest).default('') });

const option = z.object({ id: part, label: text(200) });

const question = z.object({
  id: part,
  type: z.enum(questionTypes),
  label: text(300),
  help: text(500).default({ en: '', zh: '' }),
  required: z.boolean().default(false),
  options: z.array(option).max(50).default([]),
  field: z
    .string()
    .max(64)
    .nullable()
    .default(null)
    .meta({ description: 'The field of a person that the answer fills' }),
});

const consent = z.object({
  id: part,
  channel: z.enum(consentChannels),
  purpose: z.enum(consentPurposes),
  form: z.enum(consentForms).default('general'),
  wording: text(5_000),
  required: z.boolean().default(false),
});

/** What a form shows and asks. */
export const formDesignSchema = z.object({
  title: text(200),
  intro: text(5_000).default({ en: '', zh: '' }),
  button: text(60).default({ en: 'Send', zh: '提交' }),
  thanks: text(2_000),
  about: z.string().max(200).default(''),
  link: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1_000)]).default(''),
  questions: z.array(question).min(1).max(40),
  consents: z.array(consent).max(12).default([]),
  doubleOptIn: z
    .boolean()
    .default(false)
    .meta({ description: 'Counts only once a link in a mail was followed' }),
  reply: z
    .object({ subject: text(200), text: text(5_000) })
    .default({ subject: { en: '', zh: '' }, text: { en: '', zh: '' } })
    .meta({ description: 'The mail that whoever sent it gets; none where its text is empty' }),
  sites: z
    .array(z.string().regex(/^https?:\/\/[a-z0-9.-]{1,200}(:\d{1,5})?$/))
    .max(20)
    .default([])
    .meta({ description: 'Origins of the pages that may show it; none: every page may' }),
});

const counts = z.object({
  pending: z.number(),
  waiting: z.number(),
  taken: z.number(),
  rejected: z.number(),
});

export const formSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(formKinds),
  source: z.string(),
  version: z.number(),
  open: z.boolean(),
  updatedAt: z.string(),
  submissions: counts,
});
export type FormView = z.infer<typeof formSchema>;

export const wholeFormSchema = formSchema.extend({
  design: formDesignSchema,
  mail: z.boolean().meta({ description: 'Whether mail can be sent, which confirming by mail needs' }),
});
export type WholeForm = z.infer<typeof wholeFormSchema>;

export const submissionStates = ['pending', 'waiting', 'taken', 'rejected'] as const;

export const submissionSchema = z.object({
  id: z.string(),
  at: z.string(),
  state: z.enum(submissionStates),
  reason: z.object({ code: z.string(), en: z.string(), zh: z.string() }).nullable(),
  version: z.number(),
  answers: z
    .array(z.object({ question: z.string(), en: z.string(), zh: z.string(), answer: z.string().nullable() }))
    .meta({ description: 'With null for what the reader may not see' }),
  allowed: z.array(z.string()),
  page: z.string().nullable(),
  referrer: z.string().nullable(),
  utm: z.record(z.string(), z.string()),
  language: z.enum(['en', 'zh']),
  profile: z.string().nullable(),
  confirmedAt: z.string().nullable(),
  stuck: z.boolean().meta({ description: 'Making a record of it failed so often that it is tried no more' }),
});
export type SubmissionView = z.infer<typeof submissionSchema>;

export const listForms = endpoint({
  name: 'listForms',
  method: 'GET',
  path: '/api/forms',
  access: 'viewer',
  summary: 'The forms of the workspace, with how often each was sent.',
  input: nothing,
  output: z.object({ rows: z.array(formSchema) }),
});

export const getForm = endpoint({
  name: 'getForm',
  method: 'GET',
  path: '/api/forms/:id',
  access: 'viewer',
  summary: 'A form with what it shows and asks.',
  input: z.object({ id }),
  output: wholeFormSchema,
});

export const createForm = endpoint({
  name: 'createForm',
  method: 'POST',
  path: '/api/forms',
  access: 'editor',
  summary: 'Makes a form, with a source of its name; without a design it has that of its kind.',
  input: z.object({
    name: z.string().trim().min(1).max(100),
    kind: z.enum(formKinds),
    design: formDesignSchema.optional(),
  }),
  output: wholeFormSchema,
});

export const updateForm = endpoint({
  name: 'updateForm',
  method: 'PATCH',
  path: '/api/forms/:id',
  access: 'editor',
  summary: 'Changes what a form shows, as a new version of it, or opens and closes it.',
  input: z.object({ id, design: formDesignSchema.optional(), open: z.boolean().optional() }),
  output: wholeFormSchema,
});

export const listSubmissions = endpoint({
  name: 'listSubmissions',
  method: 'GET',
  path: '/api/forms/:id/submissions',
  access: 'viewer',
  summary: 'What was sent with a form, the newest first; what was rejected is kept with its reason.',
  input: z.object({
    id,
    state: z.enum(submissionStates).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(64).optional(),
  }),
  output: pageOf(submissionSchema),
});

export const retrySubmission = endpoint({
  name: 'retrySubmission',
  method: 'POST',
  path: '/api/forms/:id/submissions/:submission/retry',
  access: 'editor',
  summary: 'Tries once more to make a record of what was sent, where that failed too often.',
  input: z.object({ id, submission: id }),
  output: nothing,
});
