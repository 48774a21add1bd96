/** Whose paths are asked, from which event on; all but numbers and flags is SQL that holds no values of its own. */
export interface PathAsk {
  readonly kind: string;
  /** Which events begin a path: a condition on rows of `events`. */
  readonly starts: string;
  /** The name of these. */
  readonly start: string;
  /** Names that do not count: an array; null: all count. */
  readonly except: string | null;
  /** Which customers alone are asked about: the end of a WHERE. */
  readonly only: string;
  /** True: what came before the last such event, going back; false: what came after the first. */
  readonly before: boolean;
  /** How many days from the event on count. */
  readonly days: number;
  /** How many steps are kept, the event itself counted. */
  readonly most: number;
}

const idBits = 28;
/** Events of one customer that are looked at, the nearest first. */
const mostEvents = 1_000;

/** The number that stands for an event's name in a path; 0 is the one that paths begin with. */
export function pathId(name: string, start: string): string {
  return `if(${name} = ${start}, 0, toUInt32(1 + cityHash64(toString(${name})) % ${2 ** idBits - 1}))`;
}

/**
 * `profile` and `path`, an array of numbers of names, of each customer who did the event: what came next, next but one…
 * The same event several times in a row is one step. Each customer is there once, by its first such event, or its last.
 */
export function pathsSql({ kind, starts, start, except, only, before, days, most }: PathAsk): string {
  const [first, gap] = before ? ['max', 'own.began - moment'] : ['min', 'moment - own.began'];
  const owners = `SELECT entity AS owned, profile FROM {db}.owners WHERE kind = ${kind}${only}`;
  const counted = except === null ? '' : ` AND (name = ${start} OR name NOT IN ${except})`;
  // What is nearest comes first; of the same moment the event itself, then by number, so that everybody asks alike.
  return `SELECT profile, arraySlice(arrayCompact(arrayMap(x -> toUInt32(bitAnd(x, ${2 ** idBits - 1})), groupArraySorted(${mostEvents})(place))), 1, ${most}) AS path
  FROM (
    SELECT own.profile AS profile, bitOr(bitShiftLeft(toUInt64(${gap}), ${idBits}), toUInt64(id)) AS place
    FROM (
      SELECT entity, toUnixTimestamp64Milli(ts) AS moment, ${pathId('name', start)} AS id
      FROM {db}.events WHERE type NOT IN ('identify', 'group', 'alias')${counted}
    ) AS seen
    INNER JOIN (
      SELECT all_owners.owned AS owned, begun.profile AS profile, begun.began AS began
      FROM (${owners}) AS all_owners
      INNER JOIN (
        SELECT profile, ${first}(at) AS began
        FROM (SELECT entity, ${first}(toUnixTimestamp64Milli(ts)) AS at FROM {db}.events WHERE ${starts} GROUP BY entity) AS starting
        INNER JOIN (${owners}) AS starters ON entity = owned
        GROUP BY profile
      ) AS begun ON all_owners.profile = begun.profile
    ) AS own ON entity = owned
    WHERE ${gap} BETWEEN 0 AND ${days * 86_400_000}
  )
  GROUP BY profile`;
}
