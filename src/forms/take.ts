import { findTracked, type Consents } from '../consent/index.ts';
import type { Events } from '../events/index.ts';
import { openDesk } from '../jobs/index.ts';
import { profileId } from '../lib/profile-id.ts';
import type { Verifications } from '../profiles/index.ts';
import type { Operational } from '../store/operational/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { addressConfirmed, arrivalOf, recordOf, wordsAllowed, type Filled } from './outcome.ts';
import type { Replies } from './reply.ts';
import {
  findRow,
  finishSubmission,
  getRow,
  listWaiting,
  listWaitingPlaces,
  noteTry,
  type SubmissionRow,
} from './tables.ts';

/** What making records of submissions works with. */
export interface TakeParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** Takes records of persons in, by the usual path. */
  readonly takeRecords: (task: {
    readonly workspace: string;
    readonly source: string;
    readonly records: readonly Readonly<Record<string, unknown>>[];
  }) => Promise<void>;
  readonly intake: Pick<Events['intake'], 'take'>;
  readonly consents: Pick<Consents, 'take'>;
  readonly verifications: Pick<Verifications, 'take'>;
  readonly replies: Replies;
  readonly later: (work: Promise<unknown>) => void;
  /** Aborted when the application closes. */
  readonly stopping: AbortSignal;
}

/** Makes records, events, consents and verifications of what was sent; every step may be done twice and counts once. */
export function openTaking(parts: TakeParts) {
  const { operational } = parts;
  const { later, stopping } = parts;
  const { wake } = openDesk({ work: (workspace) => takeAll(parts, workspace), later, stopping });
  return {
    /** To be called when something waits. */
    wake,
    /** Goes on with what an earlier process left. */
    async resume(): Promise<void> {
      for (const { workspace } of await operational.rows(listWaitingPlaces)) wake(workspace);
    },
  };
}

async function takeAll(parts: TakeParts, workspace: string): Promise<void> {
  const { operational } = parts;
  const lock = await operational.lock(`forms:${workspace}`);
  try {
    for (;;) {
      lock.check();
      const rows = await operational.rows(listWaiting, [workspace]);
      if (rows.length === 0) return;
      await operational.run(noteTry, [rows.map(({ id }) => id)]);
      for (const list of byForm(rows).values()) await takeOfForm(parts, list);
    }
  } finally {
    await lock.release();
  }
}

/** Submissions of one version of one form stand together. */
function byForm(rows: readonly SubmissionRow[]): Map<string, SubmissionRow[]> {
  const groups = new Map<string, SubmissionRow[]>();
  for (const row of rows) {
    const key = `${row.form} ${row.version}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

/** On this record alone: if it should go to somebody else's profile by mistake, what was said goes back with it. */
async function takeWords(parts: TakeParts, one: Filled, record: number): Promise<void> {
  const { workspace } = one.row;
  await parts.consents.take(workspace, { kind: 'person', numbers: [record] }, wordsAllowed(one));
  const own = addressConfirmed(one);
  if (own !== null) await parts.verifications.take(workspace, { ...own, kind: 'person', record });
}

async function takeOfForm(parts: TakeParts, rows: readonly SubmissionRow[]): Promise<void> {
  const { operational, clock } = parts;
  const [first] = rows;
  if (first === undefined) return;
  const { workspace } = first;
  const form = await operational.row(findRow, [first.form, first.version]);
  const place = await operational.row(getRow, [workspace, first.form]);
  if (form === undefined || place === undefined) throw new Error(`form ${first.form} has gone`);
  const source = place.source_name;
  const records = rows.flatMap((row) => {
    const record = recordOf({ row, form, source });
    return record === null ? [] : [record];
  });
  if (records.length > 0) await parts.takeRecords({ workspace, source, records });
  const ids = rows.map(({ id }) => id);
  const owners = await findTracked(await parts.warehouse(workspace), ids);
  const filled = rows.map((row): Filled => {
    const owner = owners.get(row.id);
    const profile = owner === undefined ? null : profileId('person', owner.profile);
    return { row: { ...row, profile }, form, source };
  });
  await parts.intake.take(
    workspace,
    filled.map((one) => arrivalOf(one, clock().getTime())),
  );
  for (const one of filled) {
    const { id, profile } = one.row;
    const owner = owners.get(id);
    if (owner !== undefined) await takeWords(parts, one, owner.record);
    // Whoever was first to say that it is done answers, so that there is one letter.
    if ((await operational.run(finishSubmission, [id, profile])) > 0) parts.replies.send(form, one.row);
  }
}
