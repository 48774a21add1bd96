import {
  attachTable,
  copyTable,
  hasRows,
  publishStep,
  replaceTable,
  takeOut,
  type Journal,
  type Stage,
} from '../records/index.ts';
import { command, type Warehouse } from '../store/warehouse/index.ts';
import { besideIndex } from './text-index.ts';

/** Tables that a change of profiles is worked out in; `members` and `nodes` come from identity. */
export interface ChangeTables {
  readonly nodes: string;
  readonly members: string;
  /** Result: (profile) numbers of visible profiles that the change replaces or removes. */
  readonly touched: string;
  /** Result: rows for `links`. */
  readonly links: string;
  readonly work: (order: string) => string;
}

/** Works out which visible profiles change and which links the records get. */
export async function planChange(warehouse: Warehouse, kind: string, tables: ChangeTables): Promise<void> {
  await warehouse.run(
    command(
      'profiles.change.touched',
      `CREATE TABLE {db}.${tables.touched} ${tables.work('profile')} AS
      SELECT DISTINCT if(l.profile = 0, n.no, l.profile) AS profile
      FROM {db}.${tables.nodes} AS n
      LEFT JOIN (SELECT profile, no FROM {db}.links_${kind} WHERE no IN (SELECT no FROM {db}.${tables.nodes})) AS l ON n.no = l.no
      WHERE n.fresh = 0`,
    ),
  );
  await warehouse.run(
    command(
      'profiles.change.links',
      `INSERT INTO {db}.${tables.links} (profile, no) SELECT profile, no FROM {db}.${tables.members} WHERE no != profile`,
    ),
  );
}

/**
 * Makes the staged links and profiles visible: old links go before the new ones come; the new versions of profiles take the
 * place of the old ones in one moment, so that nobody ever counts both or neither.
 */
export async function publishProfiles(
  warehouse: Warehouse,
  stage: Stage,
  publication: { journal: Journal; version: number },
): Promise<void> {
  const { kind } = stage;
  const { journal, version } = publication;
  // One step, so that links that were added before they were marked are dropped again first.
  await publishStep(journal, 'links', async () => {
    await takeOut(warehouse, {
      table: `links_${kind}`,
      listed: { column: 'no', list: stage.table('members'), of: 'no' },
      again: journal.again,
    });
    await warehouse.run(
      command(
        'profiles.links.add',
        `INSERT INTO {db}.links_${kind} SELECT profile, no FROM {db}.${stage.table('links')}`,
      ),
    );
  });
  await publishStep(journal, 'profiles', () =>
    showProfiles(warehouse, stage, { version, again: journal.again }),
  );
}

/** Shows the staged profiles instead of the versions before them, and of those that an earlier try had shown. */
async function showProfiles(
  warehouse: Warehouse,
  stage: Stage,
  { version, again }: { version: number; again: boolean },
): Promise<void> {
  const visible = `profiles_${stage.kind}`;
  const staged = stage.table('profiles');
  const shown = again ? [`_batch = ${version}`] : [];
  const replaced = [...shown, `_no IN (SELECT profile FROM {db}.${stage.table('touched')})`].join(' OR ');
  if (!(await hasRows(warehouse, visible, replaced))) {
    await attachTable(warehouse, staged, visible);
    return;
  }
  await besideIndex(warehouse, stage.kind, async () => {
    const next = stage.table('next');
    await copyTable(warehouse, next, visible);
    if (again) await takeOut(warehouse, { table: next, where: shown, again: false });
    await takeOut(warehouse, {
      table: next,
      listed: { column: '_no', list: stage.table('touched'), of: 'profile' },
      again: false,
    });
    await attachTable(warehouse, staged, next);
    await replaceTable(warehouse, next, visible);
  });
}
