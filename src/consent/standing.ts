import type { Kind } from '../fields/index.ts';

/**
 * Whose what was said is now, as a SELECT of (profile, id, channel, purpose, said, at). A withdrawal holds for every
 * profile that has one of the records it hangs on; what was given, only for the profile of the first of these. So
 * after a split nobody is written to on the word of somebody else.
 */
export function wordsOf(kind: Kind, where: string): string {
  const said = `SELECT id, channel, purpose, said, at, arrayJoin(numbers) AS no FROM {db}.consents WHERE kind = '${kind}' AND ${where}`;
  const numbers = `SELECT arrayJoin(numbers) FROM {db}.consents WHERE kind = '${kind}' AND ${where}`;
  return `SELECT DISTINCT profile, id, channel, purpose, said, at FROM (
    SELECT c.id AS id, c.channel AS channel, c.purpose AS purpose, c.said AS said, c.at AS at, c.no AS no, o.profile AS profile,
      min(c.no) OVER (PARTITION BY c.id) AS first
    FROM (${said}) AS c INNER JOIN (
      SELECT f._no AS no, if(l.profile = 0, f._no, l.profile) AS profile
      FROM (SELECT _no FROM {db}.facts_${kind} WHERE _no IN (${numbers})) AS f
      LEFT JOIN (SELECT no, profile FROM {db}.links_${kind} WHERE no IN (${numbers})) AS l ON f._no = l.no
    ) AS o ON c.no = o.no
  ) WHERE said = 'withdrawn' OR no = first`;
}

/** The last word counts; of two at the same moment, the withdrawal. */
const lastWord = "argMax(said, (at, said = 'withdrawn', id))";

/** The profiles that allow it, as a SELECT of (profile). */
export function allowing(kind: Kind, where: string): string {
  return `SELECT profile FROM (${wordsOf(kind, where)}) GROUP BY profile HAVING ${lastWord} = 'given'`;
}
