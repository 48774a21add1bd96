import type { Field, Kind } from '../../fields/index.ts';
import { heldTexts } from './held.ts';

/**
 * Whose what was found is now, as a SELECT of (profile, id, value, outcome, means, at). What was found wrong holds for every
 * profile that has one of the records it hangs on; what was confirmed, only for that of the first of these that is left, which
 * says the value itself where one does. So after a split nothing counts as verified that was so of somebody else.
 */
export function foundOf(kind: Kind, where: string): string {
  const hung = `SELECT id, value, outcome, means, at, no, place FROM {db}.verifications
    ARRAY JOIN numbers AS no, arrayEnumerate(numbers) AS place WHERE kind = '${kind}' AND ${where}`;
  const numbers = `SELECT arrayJoin(numbers) FROM {db}.verifications WHERE kind = '${kind}' AND ${where}`;
  return `SELECT DISTINCT profile, id, value, outcome, means, at FROM (
    SELECT v.id AS id, v.value AS value, v.outcome AS outcome, v.means AS means, v.at AS at, v.place AS place, o.profile AS profile,
      min(v.place) OVER (PARTITION BY v.id) AS first
    FROM (${hung}) AS v INNER JOIN (
      SELECT f._no AS no, if(l.profile = 0, f._no, l.profile) AS profile
      FROM (SELECT _no FROM {db}.facts_${kind} WHERE _no IN (${numbers})) AS f
      LEFT JOIN (SELECT no, profile FROM {db}.links_${kind} WHERE no IN (${numbers})) AS l ON f._no = l.no
    ) AS o ON v.no = o.no
  ) WHERE outcome = 'wrong' OR place = first`;
}

/** Of what was found at one moment, that it is wrong counts. */
const newest = "(at, outcome = 'wrong', id)";

interface Asked {
  readonly kind: Kind;
  readonly field: Field;
  /** Statement texts that stand for the key of the field and the moment since which it must have been. */
  readonly key: string;
  readonly since: string;
}

/** The values that profiles have and that the newest word about them confirms, as a SELECT of (profile, value, means, at). */
export function verifiedValues({ kind, field, key, since }: Asked): string {
  const found = foundOf(kind, `field = ${key}`);
  const numbers = `SELECT arrayJoin(numbers) FROM {db}.verifications WHERE kind = '${kind}' AND field = ${key}`;
  // A profile has the number of one of its records: those that it can be are fewer to read, and cheaper to name than whose it is.
  const owners = `${numbers} UNION DISTINCT SELECT profile FROM {db}.links_${kind} WHERE no IN (${numbers})`;
  return `SELECT profile, value, argMax(means, ${newest}) AS means, max(at) AS newest FROM (${found})
    WHERE (profile, value) IN (
      SELECT _no, arrayJoin(${heldTexts(field)}) FROM {db}.profiles_${kind} WHERE _no IN (${owners}))
    GROUP BY profile, value
    HAVING argMax(outcome, ${newest}) = 'confirmed' AND newest >= toDateTime64(${since}, 3, 'UTC')`;
}
