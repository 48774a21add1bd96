import { expect, test } from 'vitest';

import { systemActor } from '../access/index.ts';
import { formTemplate } from '../lib/form-templates.ts';
import { openSources } from '../sources/index.ts';
import { jsonText } from '../store/operational/index.ts';
import { testEngines } from '../store/operational/test-engines.ts';
import { formDesignSchema } from './contract.ts';
import { createForms } from './forms.ts';
import { createSubmissions } from './submissions.ts';
import { insertSubmission, listWaiting, mostTries, noteTry } from './tables.ts';

test.each(testEngines())(
  'what failed too often stands still until somebody has it tried again, on $name',
  async (engine) => {
    const operational = await engine.openMigrated();
    const clock = () => new Date('2026-03-01T00:00:00Z');
    try {
      await operational.script(
        `INSERT INTO workspaces (id, slug, name, created_at) VALUES ('ws_1', 'one', 'One', now())`,
      );
      const caller = { ...systemActor('ws_1'), workspace: 'ws_1', role: 'owner' as const, ip: '' };
      const seen = async () => [];
      const sources = openSources(operational, clock);
      const forms = createForms({ operational, clock, sources, seen, mailer: { isSet: false } });
      const questions = formTemplate('complaint').questions.map((one) => ({ ...one, field: null }));
      const design = { ...formTemplate('complaint'), questions };
      const { id } = await forms.create(caller, {
        name: 'Complaint',
        kind: 'complaint',
        design: formDesignSchema.parse(design),
      });
      const context = { page: '', referrer: '', language: 'en', agent: '', ip: '', anonymous: '' };
      const kept = ['waiting', null, 'puzzle', 'digest', jsonText({}), jsonText([]), jsonText(context), null];
      await operational.run(insertSubmission, ['sub_1', 'ws_1', id, 1, ...kept, clock()]);
      for (let tries = 0; tries < mostTries; tries += 1) await operational.run(noteTry, [['sub_1']]);
      const woken: string[] = [];
      const submissions = createSubmissions({
        operational,
        forms,
        seen,
        sights: async () => ({ personal: 'full' }),
        wake: (workspace) => void woken.push(workspace),
      });
      const waiting = () => operational.rows(listWaiting, ['ws_1']);
      const stuck = async () =>
        (await submissions.list(caller, { id, limit: 10 })).rows.map((one) => one.stuck);
      expect({ waiting: await waiting(), stuck: await stuck() }).toEqual({ waiting: [], stuck: [true] });
      await submissions.retry(caller, { id, submission: 'sub_1' });
      expect({ waiting: (await waiting()).length, stuck: await stuck(), woken }).toEqual({
        waiting: 1,
        stuck: [false],
        woken: ['ws_1'],
      });
      await expect(submissions.retry(caller, { id, submission: 'sub_2' })).rejects.toMatchObject({
        code: 'forms.submission.not-found',
      });
    } finally {
      await operational.close();
    }
  },
);
