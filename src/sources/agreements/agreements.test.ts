import { describe, expect, it } from 'vitest';

import { problemOf } from '../../../test/actions.ts';
import { systemActor } from '../../access/index.ts';
import { testEngines } from '../../store/operational/test-engines.ts';
import { openPartnerLists } from './agreements.ts';

const caller = { ...systemActor('ws_1'), workspace: 'ws_1', role: 'admin', ip: '' } as const;

describe.each(testEngines())('a partner’s list on $name', (engine) => {
  it('waits again where it was accepted and nobody began to import it, and only there', async () => {
    const operational = await engine.openMigrated();
    try {
      const long = new Date(Date.now() - 3_600_000);
      const run = (sql: string, values: (string | Date | null)[]) => operational.query(sql, values);
      await run(`INSERT INTO workspaces (id, slug, name, created_at) VALUES ('ws_1', 'one', 'One', $1)`, [
        long,
      ]);
      await run(
        `INSERT INTO sources (id, workspace, name, party, channel, trust, basis, note, created_by, created_at)
          VALUES ('src_1', 'ws_1', 'Fair', 'third', 'partner', 50, 'unknown', '', 'usr_1', $1)`,
        [long],
      );
      await run(
        `INSERT INTO agreements (id, workspace, source, partner, kind, fields, until, created_by, created_at)
        VALUES ('agr_1', 'ws_1', 'src_1', 'Fair', 'person', '[]', '2999-12-31', 'usr_1', $1)`,
        [long],
      );
      const accept = (id: string, at: Date) =>
        run(
          `INSERT INTO partner_lists (id, workspace, agreement, upload, name, bytes, columns, state, import, given_by, given_by_name, given_at, decided_by, decided_by_name, decided_at)
          VALUES ($1, 'ws_1', 'agr_1', $1, $1, 1, '[]', 'accepted', 'imp_' || $1, 'usr_1', 'Li', $2, 'usr_1', 'Li', $2)`,
          [id, at],
        );
      const begin = (id: string, job: string | null) =>
        run(
          `INSERT INTO imports (id, workspace, source, kind, dry_run, files, job, state, created_by, created_at)
          VALUES ('imp_' || $1, 'ws_1', 'Fair', 'person', false, '[]', $2, 'queued', 'usr_1', $3)`,
          [id, job, long],
        );
      for (const id of ['never', 'written', 'begun']) await accept(id, long);
      await accept('now', new Date());
      await begin('written', null);
      await begin('begun', 'job_1');
      const lists = openPartnerLists({ operational, clock: () => new Date() });
      const states = (await lists.list('ws_1', 'agr_1')).map(({ id, state }) => [id, state]);
      expect(Object.fromEntries(states)).toEqual({
        never: 'waiting',
        written: 'waiting',
        begun: 'accepted',
        now: 'accepted',
      });
      const again = { state: 'accepted', importId: 'imp_2' } as const;
      expect(await lists.decide(caller, 'never', again)).toMatchObject({
        state: 'accepted',
        import: 'imp_2',
      });
      expect((await problemOf(lists.decide(caller, 'never', again))).code).toBe('agreements.decided');
      expect((await problemOf(lists.decide(caller, 'begun', again))).code).toBe('agreements.decided');
    } finally {
      await operational.close();
    }
  });
});
