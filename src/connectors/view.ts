import type { Connector } from './contract.ts';
import { refusals } from './problems.ts';
import type { CountedRow } from './tables.ts';

function healthOf(row: CountedRow): Connector['health'] {
  const { is_on: on, failed, last_run: run, last_at: last, refused_at: refused } = row;
  if (!on) return 'off';
  if (failed > 0 || run === 'failed' || (refused !== null && (last === null || refused > last)))
    return 'failing';
  return last === null ? 'quiet' : 'good';
}

/** A connector as it is shown: how it is, and nothing of its secrets. */
export function viewConnector(row: CountedRow): Connector {
  const { id, name, kind, source, source_name: sourceName, refused_at: at } = row;
  const why = Object.values(refusals).find(({ code }) => code === row.refused_why) ?? refusals.wrong;
  return {
    id,
    name,
    kind,
    source: { id: source, name: sourceName },
    on: row.is_on,
    health: healthOf(row),
    lastAt: row.last_at?.toISOString() ?? null,
    counts: { taken: row.taken, waiting: row.waiting, failed: row.failed },
    refused: at === null ? null : { count: row.refused, at: at.toISOString(), why },
  };
}
