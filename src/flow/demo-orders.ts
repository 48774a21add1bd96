import { z } from 'zod';

import type { Events } from '../events/index.ts';
import type { Insights } from '../insights/index.ts';
import { jobHandler, type Queue } from '../jobs/index.ts';
import { cancelledPrefix, orderColumns, reviewColumns } from '../sources/index.ts';

export const demoOrdersKind = 'demo-orders';
const demoValuesKind = 'demo-values';

/**
 * What customers of the demo bought comes in after them, and then tells of them. Jobs of one lane go one after another,
 * so each of these begins when the work that it waits for is done, and queues what comes next.
 */
export function openDemoOrders(
  queue: Queue,
  { events, insights }: { readonly events: Events; readonly insights: Insights },
): void {
  queue.register(
    jobHandler({
      kind: demoOrdersKind,
      lane: 'write',
      input: z.object({ upload: z.string(), reviews: z.string(), source: z.string() }),
      async run({ job: { workspace, createdBy }, input: { upload, reviews, source } }) {
        const caller = { workspace, id: createdBy };
        const common = { source, dates: 'dmy', zone: 'Asia/Shanghai' } as const;
        const bought = { columns: orderColumns, cancelledPrefix, currency: 'CNY' };
        await events.startImport({ caller, input: { ...common, ...bought, upload, what: 'orders' } });
        const written = { upload: reviews, columns: reviewColumns };
        await events.startImport({ caller, input: { ...common, ...written, what: 'events' } });
        const next = await queue.enqueue({ workspace, kind: demoValuesKind, input: {}, createdBy });
        return { next: next.id };
      },
    }),
  );
  queue.register(
    jobHandler({
      kind: demoValuesKind,
      lane: 'events',
      input: z.object({}),
      async run({ job: { workspace, createdBy } }) {
        const caller = { workspace, id: createdBy };
        // In the lane of insights one thing is done after the other: what waits for the values waits for this too.
        await insights.opinions.readNow(caller);
        const { job } = await insights.refresh(caller, undefined);
        return { next: job };
      },
    }),
  );
}
