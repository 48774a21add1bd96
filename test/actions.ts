import type { z } from 'zod';

import type { Client } from '../src/client.ts';
import { readFileBody } from '../src/client-files.ts';
import { kinds, type Kind } from '../src/fields/types.ts';
import { getJob } from '../src/jobs/contract.ts';
import { isProblem, Problem } from '../src/lib/problem.ts';
import { getProfile, type Profile } from '../src/profiles/contract.ts';
import { queryProfiles } from '../src/query/contract.ts';
import { listFields, replayRecords } from '../src/records/contract.ts';
import {
  createImport,
  createUpload,
  getImport,
  getRejected,
  undoImport,
  type ImportResult,
} from '../src/sources/contract.ts';
import { waitFor } from './wait.ts';

/** A file to import: its path, or its name and content. */
export type TestFile = string | { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> | string };

/** What `importFile` may be told; the source is "Test" unless said otherwise. */
export type ImportChoices = Partial<Omit<z.input<typeof createImport.input>, 'uploads'>>;

/** Uploads a file; answers its id. */
export async function uploadFile(client: Client, file: TestFile): Promise<string> {
  const name = typeof file === 'string' ? (file.split('/').at(-1) ?? file) : file.name;
  const body = typeof file === 'string' ? await readFileBody(file) : new Blob([file.bytes]).stream();
  return (await client.upload(createUpload, { name }, body)).upload;
}

/** Uploads and imports a file, and waits until it is searchable; the problem of a failed import is thrown. */
export async function importFile(
  client: Client,
  file: TestFile,
  choices: ImportChoices = {},
): Promise<ImportResult> {
  const upload = await uploadFile(client, file);
  const { import: id } = await client.call(createImport, { source: 'Test', ...choices, uploads: [upload] });
  return followImport(client, id);
}

/** Waits for an import that was started; its problem is thrown. */
export async function followImport(client: Client, id: string): Promise<ImportResult> {
  const settled = await waitFor(
    `import ${id}`,
    () => client.call(getImport, { id }),
    ({ state, result }) => state === 'failed' || (state === 'done' && result !== null),
  );
  if (settled.result !== null) return settled.result;
  const { code, ...text } = settled.error ?? {
    code: 'test.no-reason',
    en: 'failed without a reason',
    zh: '',
  };
  throw new Problem(code, text);
}

/** Waits for a job; its problem is thrown. */
export async function followJob(client: Client, id: string): Promise<void> {
  const { state, error } = await waitFor(
    `job ${id}`,
    () => client.call(getJob, { id }),
    (job) => ['done', 'failed', 'cancelled'].includes(job.state),
  );
  if (error !== null) throw new Problem(error.code, error.text, error.details);
  if (state !== 'done') throw new Error(`job ${id} ended as ${state}`);
}

/** Takes an import back and waits until it is. */
export async function undo(client: Client, id: string): Promise<void> {
  await followJob(client, (await client.call(undoImport, { id })).job);
}

/** Rebuilds every profile from the raw records and waits until that is done. */
export async function replay(client: Client): Promise<void> {
  await followJob(client, (await client.call(replayRecords, {})).job);
}

/** The rejected rows of an import, in the encoding of its file. */
export async function readRejected(client: Client, id: string): Promise<Uint8Array> {
  const { stream } = await client.download(getRejected, { id });
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A row of the list of profiles. */
export type ListedProfile = z.output<typeof queryProfiles.output>['rows'][number];

/** Which profiles `listProfiles` lists: all organisations with all their fields, unless said otherwise. */
export interface ListChoices {
  readonly kind?: Kind;
  readonly rule?: unknown;
  readonly fields?: string[];
}

/** Every profile that fits a rule, in the order of their ids. */
export async function listProfiles(client: Client, choices: ListChoices = {}): Promise<ListedProfile[]> {
  const { kind = 'organization', rule = { all: [] } } = choices;
  const fields = choices.fields ?? (await client.call(listFields, { kind })).rows.map(({ key }) => key);
  const rows: ListedProfile[] = [];
  for (let after: string | undefined, more = true; more;) {
    const page = await client.call(queryProfiles, {
      kind,
      rule,
      fields,
      limit: 1_000,
      total: false,
      sort: [{ field: '_no' }],
      ...(after === undefined ? {} : { after }),
    });
    rows.push(...page.rows);
    after = page.next ?? undefined;
    more = after !== undefined;
  }
  return rows;
}

/** All that can be seen of a workspace's profiles: for comparing before and after. */
export async function snapshot(client: Client): Promise<ListedProfile[]> {
  const lists = await Promise.all(kinds.map((kind) => listProfiles(client, { kind })));
  return lists.flat();
}

/** The organisation whose field has this value; there must be exactly one. */
export async function findProfile(client: Client, field: string, value: string): Promise<Profile> {
  const { rows } = await client.call(queryProfiles, { rule: { field, eq: value }, limit: 2 });
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`${rows.length} profiles have ${field} ${value}`);
  return client.call(getProfile, { id: row.id });
}

/** How many profiles fit a rule. */
export async function countProfiles(
  client: Client,
  rule: unknown = { all: [] },
  kind: Kind = 'organization',
): Promise<number> {
  const { total } = await client.call(queryProfiles, { kind, rule, limit: 0 });
  return total ?? 0;
}

/** The code of the problem that a piece of work ends with; a bug or a success fails the test. */
export async function problemOf(work: Promise<unknown>): Promise<Problem> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ('error' in outcome && isProblem(outcome.error)) return outcome.error;
  throw new Error(
    'error' in outcome
      ? `not a problem: ${String(outcome.error)}`
      : `no problem but an answer: ${JSON.stringify(outcome.value).slice(0, 500)}`,
  );
}
