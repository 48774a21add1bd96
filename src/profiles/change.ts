import { publishStep, publishTable, takeOut, type Journal, type Stage } from '../records/index.ts';
import { command, type Warehouse } from '../store/warehouse/index.ts';

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
 * Makes the staged links and profiles visible: old links go before the new ones come; new versions of profiles come
 * before the replaced ones go, so that nobody is missing for a moment.
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
  await publishTable(
    warehouse,
    { ...stage, batch: version },
    { staged: 'profiles', visible: `profiles_${kind}`, batchColumn: '_batch', grows: true, journal },
  );
  await publishStep(journal, 'profiles:drop', () =>
    takeOut(warehouse, {
      table: `profiles_${kind}`,
      listed: { column: '_no', list: stage.table('touched'), of: 'profile' },
      where: [`_batch != ${version}`],
      again: journal.again,
    }),
  );
}
