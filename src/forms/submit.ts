import { createHash } from 'node:crypto';

import { createId } from '../access/index.ts';
import { isProblem } from '../lib/problem.ts';
import { jsonText, type Operational } from '../store/operational/index.ts';
import { cleanAddress, cleanText, readAnswers, sentSchema, type Sent } from './answers.ts';
import type { Confirmations } from './confirm.ts';
import { mailOf } from './outcome.ts';
import { formClosed, formNotFound, rejected } from './problems.ts';
import type { Puzzles } from './puzzle.ts';
import {
  findByPuzzle,
  findRow,
  insertSubmission,
  type Answers,
  type Context,
  type FoundForm,
} from './tables.ts';

/** What taking answers needs of the whole. */
export interface SubmitParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly puzzles: Puzzles;
  readonly confirmations: Confirmations;
  /** To be called when something waits to become a record. */
  readonly wake: (workspace: string) => void;
}

/** Who sends, as far as the request says. */
export interface Sender {
  readonly ip: string;
  readonly agent: string;
}

/** What is said to whoever sent it. */
export interface Receipt {
  /** True where a mail has to be answered first. */
  readonly confirm: boolean;
}

const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

interface Draft {
  readonly form: FoundForm;
  readonly sender: Sender;
  readonly body: unknown;
}

/**
 * Takes what a page sent. What does not count is kept with its reason and answered with it, but for robots, who are thanked.
 * Problems: `forms.not-found`, `forms.gone`, and the reasons.
 */
export async function takeSubmission(
  parts: SubmitParts,
  id: string,
  { body, ...sender }: Sender & { readonly body: unknown },
): Promise<Receipt> {
  const form = await parts.operational.row(findRow, [id, versionOf(body)]);
  if (form === undefined) throw formNotFound(id);
  if (!form.open) throw formClosed();
  const draft = { form, sender, body };
  const parsed = sentSchema.safeParse(body);
  try {
    if (!parsed.success)
      throw rejected(
        'forms.shape',
        parsed.error.issues.map(({ path }) => path.join('.')),
      );
    if (!parts.puzzles.check(id, parsed.data)) throw rejected('forms.puzzle');
    const kept = checkSent(form, parsed.data);
    return await keep(parts, draft, { sent: parsed.data, ...kept });
  } catch (error) {
    if (!isProblem(error, 'forms')) throw error;
    await keepRejected(parts, draft, {
      reason: error.code,
      ...(parsed.success ? { sent: parsed.data } : {}),
    });
    if (error.code === 'forms.trap') return { confirm: form.design.doubleOptIn };
    throw error;
  }
}

/** The version of the form that a page showed, where it says one. */
function versionOf(body: unknown): number | null {
  const said = typeof body === 'object' && body !== null && 'version' in body ? body.version : null;
  return typeof said === 'number' && Number.isInteger(said) && said > 0 && said < 1_000_000 ? said : null;
}

interface Checked {
  readonly answers: Answers;
  readonly allowed: readonly string[];
}

function checkSent({ design }: FoundForm, sent: Sent): Checked {
  if (sent.trap !== '') throw rejected('forms.trap');
  const { answers, wrong } = readAnswers(design, sent.answers);
  if (wrong.length > 0) throw rejected('forms.answers', wrong);
  if (Object.keys(answers).length === 0) throw rejected('forms.answers');
  const allowed = design.consents.filter(({ id }) => sent.allowed.includes(id)).map(({ id }) => id);
  const missing = design.consents.filter(({ id, required }) => required && !allowed.includes(id));
  if (missing.length > 0)
    throw rejected(
      'forms.consent',
      missing.map(({ id }) => id),
    );
  return { answers, allowed };
}

const unsaid = { page: '', referrer: '', language: 'en', anonymous: '' } as const;

function contextOf({ sender }: Pick<Draft, 'sender'>, sent: Sent | undefined): Context {
  const { page, referrer, language, anonymous } = sent ?? unsaid;
  return {
    page: cleanAddress(page),
    referrer: cleanAddress(referrer),
    language,
    agent: cleanText(sender.agent).slice(0, 500),
    ip: sender.ip,
    anonymous: /^[\w.:-]{1,200}$/.test(anonymous) ? anonymous : '',
    raw: '',
  };
}

interface Kept {
  readonly state: 'pending' | 'waiting' | 'rejected';
  readonly reason: string | null;
  readonly puzzle: string | null;
  readonly digest: string;
  readonly answers: Answers;
  readonly allowed: readonly string[];
  readonly context: Context & { readonly mail?: string };
  /** Hash of the secret in the link of the mail. */
  readonly token: string | null;
}

/** Writes down what was sent; undefined when its puzzle has been spent. */
function write({ operational, clock }: SubmitParts, { id, workspace, version }: FoundForm, kept: Kept) {
  return operational.row(insertSubmission, [
    createId('sub', clock()),
    workspace,
    id,
    version,
    kept.state,
    kept.reason,
    kept.puzzle,
    kept.digest,
    jsonText(kept.answers),
    jsonText(kept.allowed),
    jsonText(kept.context),
    kept.token,
    clock(),
  ]);
}

type Accepted = Checked & { readonly sent: Sent };

async function keep(parts: SubmitParts, draft: Draft, accepted: Accepted): Promise<Receipt> {
  const { confirmations } = parts;
  const { form } = draft;
  const { sent, answers, allowed } = accepted;
  const { puzzle, solution: _solution, ...said } = sent;
  const common = { reason: null, puzzle, digest: digestOf(said), answers, allowed };
  const context = contextOf(draft, sent);
  const mail = mailOf(form, answers)?.mail ?? null;
  if (mail === null) {
    const row = await write(parts, form, { ...common, state: 'waiting', context, token: null });
    if (row === undefined) await checkRepeat(parts, form, common);
    parts.wake(form.workspace);
    return { confirm: false };
  }
  await confirmations.guard(form.workspace, mail);
  const { token, hash } = confirmations.createToken();
  const row = await write(parts, form, {
    ...common,
    state: 'pending',
    context: { ...context, mail },
    token: hash,
  });
  if (row === undefined) await checkRepeat(parts, form, common);
  else confirmations.send({ to: mail, token, form, language: sent.language });
  return { confirm: true };
}

/** Sent once more because the answer was lost: there is one, and it is the same. Else the puzzle was used again. */
async function checkRepeat(
  { operational }: SubmitParts,
  form: FoundForm,
  { puzzle, digest }: { readonly puzzle: string; readonly digest: string },
): Promise<void> {
  const before = await operational.row(findByPuzzle, [puzzle]);
  if (before?.digest !== digest || before.form !== form.id) throw rejected('forms.puzzle');
}

async function keepRejected(
  parts: SubmitParts,
  draft: Draft,
  { reason, sent }: { readonly reason: string; readonly sent?: Sent },
): Promise<void> {
  const raw = cleanText(JSON.stringify(draft.body) ?? '').slice(0, 10_000);
  await write(parts, draft.form, {
    state: 'rejected',
    reason,
    puzzle: null,
    digest: '',
    answers: {},
    allowed: [],
    context: { ...contextOf(draft, sent), raw },
    token: null,
  });
}
