import type { Seer } from '../access/index.ts';
import type { Field, Kind } from '../fields/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import type { FormDesign, FormQuestion } from '../lib/form.ts';
import type { Operational } from '../store/operational/index.ts';
import type { listSubmissions, retrySubmission, SubmissionView } from './contract.ts';
import type { Forms } from './forms.ts';
import { readCampaign, wordsOf } from './outcome.ts';
import { describeRejection } from './problems.ts';
import { nothingStuck } from './problems.ts';
import { listSubmissionRows, listVersions, mostTries, retryRow, type SubmissionRow } from './tables.ts';

/** What showing submissions works with. */
export interface SubmissionParts {
  readonly operational: Operational;
  readonly forms: Pick<Forms, 'find'>;
  readonly seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly sights: (seer: Seer) => Promise<{ readonly personal: string }>;
  /** To be called when something waits to become a record. */
  readonly wake: (workspace: string) => void;
}

/** What was sent with forms, as far as the reader may see it. */
export function createSubmissions({ operational, forms, seen, sights, wake }: SubmissionParts) {
  return {
    /** Problem: `forms.submission.not-found`. */
    async retry(caller: Seer, { id, submission }: Parsed<typeof retrySubmission>): Promise<void> {
      const { workspace } = await forms.find(caller, id);
      if ((await operational.run(retryRow, [workspace, id, submission])) === 0)
        throw nothingStuck(submission);
      wake(workspace);
    },
    async list(
      caller: Seer,
      { id, state, limit, after }: Parsed<typeof listSubmissions>,
    ): Promise<Output<typeof listSubmissions>> {
      const form = await forms.find(caller, id);
      const values = [caller.workspace, form.id, state ?? null, after ?? null, limit + 1];
      const rows = await operational.rows(listSubmissionRows, values);
      const versions = await operational.rows(listVersions, [form.id]);
      const designs = new Map(versions.map(({ version, design }) => [version, design]));
      const sight = await sightOf({ fields: await seen(caller, 'person'), sights: await sights(caller) });
      const shown = rows.slice(0, limit);
      return {
        rows: shown.map((row) => view(row, designs.get(row.version), sight)),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      };
    },
  };
}

export type Submissions = ReturnType<typeof createSubmissions>;

interface FormSight {
  readonly open: boolean;
  readonly mayRead: (question: FormQuestion) => boolean;
}

/** An answer that fills a field is as sensitive as that; any other may tell of the person. */
async function sightOf({
  fields,
  sights,
}: {
  readonly fields: readonly Field[];
  readonly sights: { readonly personal: string };
}): Promise<FormSight> {
  const open = sights.personal === 'full';
  const full = new Set(fields.filter(({ sight }) => sight === undefined).map(({ key }) => key));
  return { open, mayRead: ({ field }) => (field === null ? open : full.has(field)) };
}

function view(
  row: SubmissionRow,
  design: FormDesign | undefined,
  { open, mayRead }: FormSight,
): SubmissionView {
  const { context } = row;
  const answers = (design?.questions ?? []).flatMap((question) => {
    const answer = row.answers[question.id];
    if (answer === undefined) return [];
    const words = wordsOf(question, answer, context.language).join(', ');
    return [{ question: question.id, ...question.label, answer: mayRead(question) ? words : null }];
  });
  const raw =
    context.raw === ''
      ? []
      : [{ question: '', en: 'As sent', zh: '原始内容', answer: open ? context.raw : null }];
  return {
    id: row.id,
    at: row.created_at.toISOString(),
    state: row.state,
    reason: describeRejection(row.reason),
    version: row.version,
    answers: [...answers, ...raw],
    allowed: row.allowed,
    page: open ? context.page : null,
    referrer: open ? context.referrer : null,
    utm: readCampaign(context.page),
    language: context.language,
    profile: row.profile,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    stuck: row.state === 'waiting' && row.tries >= mostTries,
  };
}
