import type { Warehouse } from '../../store/warehouse/index.ts';
import { countOverview, type Overview, type OverviewRequest } from './overview.ts';

interface Kept {
  readonly at: number;
  readonly overview: Overview;
}

interface Place {
  kept?: Kept;
  counting?: Promise<Overview>;
}

/** An answer is counted again when it is this many times as old as counting took, so that it costs a fiftieth of a core at most. */
const share = 50;
/** No answer is younger than it needs to be. */
const shortestMs = 2_000;
/** An older answer than this is not shown while it is counted anew: nobody has looked for a while. */
const longestMs = 60_000;

const places = new WeakMap<Warehouse, Map<string, Place>>();

/**
 * The overview as it was counted last, which is counted again in the background when it has aged; each says as of when
 * it is. Only who asks first, or after a long while, waits for the count.
 */
export async function recallOverview(warehouse: Warehouse, request: OverviewRequest): Promise<Overview> {
  const kinds = places.get(warehouse) ?? new Map<string, Place>();
  places.set(warehouse, kinds);
  const eyes = eyesOf(request);
  const place: Place = kinds.get(eyes) ?? {};
  kinds.set(eyes, place);
  const age = place.kept === undefined ? Infinity : request.now.getTime() - place.kept.at;
  const kept = place.kept?.overview;
  if (kept !== undefined && age < Math.max(shortestMs, kept.ms * share)) return kept;
  const counting = count(warehouse, request, place);
  // What was empty may have been filled since, and an empty place is counted at once.
  if (kept === undefined || kept.total === 0 || age > longestMs) return counting;
  counting.catch(() => undefined);
  return kept;
}

/** Whoever sees the same fields is shown the same numbers. */
function eyesOf({ kind, catalogue }: OverviewRequest): string {
  return [kind, ...catalogue.map(({ key, sight = '' }) => `${key}:${sight}`)].join(' ');
}

function count(warehouse: Warehouse, request: OverviewRequest, place: Place): Promise<Overview> {
  place.counting ??= countOverview(warehouse, request)
    .then((overview) => {
      place.kept = { at: request.now.getTime(), overview };
      return overview;
    })
    .finally(() => {
      delete place.counting;
    });
  return place.counting;
}
