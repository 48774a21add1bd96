import { z } from 'zod';

import { jobHandler, type JobHandler, type Queue } from '../../jobs/index.ts';
import { createValues, type ValueParts, type Values } from './values.ts';

const kindOfJob = 'compute-value';

interface JobParts extends Omit<ValueParts, 'compute'> {
  /** Brings up to date whose the events are. */
  readonly owners: (workspace: string) => Promise<void>;
  readonly queue: Pick<Queue, 'enqueue'>;
}

/** Computed values, and the job that computes one when it is defined or changed. */
export function openComputed(parts: JobParts): { readonly values: Values; readonly handler: JobHandler } {
  const values = createValues({
    ...parts,
    async compute({ workspace, id: createdBy }, value) {
      await parts.queue.enqueue({ workspace, kind: kindOfJob, input: { value }, createdBy });
    },
  });
  const handler = jobHandler({
    kind: kindOfJob,
    lane: 'insights',
    input: z.object({ value: z.string() }),
    async run({ job: { workspace }, input }) {
      await parts.owners(workspace);
      await values.compute(workspace, input.value);
      return {};
    },
  });
  return { values, handler };
}
