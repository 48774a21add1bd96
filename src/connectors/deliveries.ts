import type { Caller, Seer } from '../access/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { textOfBody } from './body.ts';
import { seesAll, type ConnectorParts, type Connectors } from './connectors.ts';
import type { Delivery, listDeliveries, replayDeliveries } from './contract.ts';
import { deliveryNotFound } from './problems.ts';
import { knowsDelivery, listDeliveryRows, replayDelivery, replayFailed, type DeliveryRow } from './tables.ts';

interface DeliveryParts extends Pick<ConnectorParts, 'operational' | 'sights'> {
  readonly connectors: Pick<Connectors, 'find'>;
  readonly wake: (workspace: string) => void;
}

/** What was sent to connectors: shown, mended and read again. */
export function createDeliveries(parts: DeliveryParts) {
  const { operational, connectors } = parts;
  return {
    async list(
      caller: Seer,
      { id, state, limit, after }: Parsed<typeof listDeliveries>,
    ): Promise<Output<typeof listDeliveries>> {
      const { workspace } = await connectors.find(caller, id);
      const values = [workspace, id, state ?? null, after ?? null, limit + 1];
      const rows = await operational.rows(listDeliveryRows, values);
      const shown = rows.slice(0, limit);
      const open = await seesAll(parts, caller);
      return {
        rows: shown.map((row) => view(row, open)),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      };
    },
    async replay(
      caller: Caller,
      { id, deliveries }: Parsed<typeof replayDeliveries>,
    ): Promise<Output<typeof replayDeliveries>> {
      const { workspace } = await connectors.find(caller, id);
      let waiting = 0;
      if (deliveries === undefined) waiting = await operational.run(replayFailed, [workspace, id]);
      for (const { id: delivery, body } of deliveries ?? []) {
        if ((await operational.row(knowsDelivery, [workspace, id, delivery])) === undefined)
          throw deliveryNotFound(delivery);
        const mended = body === undefined ? null : Buffer.from(body);
        waiting += await operational.run(replayDelivery, [workspace, id, delivery, mended]);
      }
      parts.wake(workspace);
      return { waiting };
    },
  };
}

export type Deliveries = ReturnType<typeof createDeliveries>;

function view(row: DeliveryRow, open: boolean): Delivery {
  const { id, state, topic, reason, profile, body } = row;
  return {
    id,
    at: row.received_at.toISOString(),
    state,
    topic,
    reason,
    bytes: body.length,
    body: open ? textOfBody(body) : null,
    profile,
  };
}
