import type { Kind } from '../fields/index.ts';

/** Which texts are asked for, and of whom. */
export interface TextsAsk {
  readonly kind: Kind;
  /** The same as a bound value. */
  readonly bound: string;
  /** What is read of each text beside the customer that it is of. */
  readonly columns: string;
  /** Which texts: a condition on rows of `opinions` that holds no values. */
  readonly where: string;
  /** Which customers alone are asked about: the end of a WHERE. */
  readonly only: string;
}

/**
 * Notes and the profile that each is about: as everywhere the one that has the lowest live record of those that it hangs on.
 * `hung` is the id of the note.
 */
export function hungSql(kind: Kind, bound: string): string {
  return hungFrom(kind, `{db}.opinions WHERE entity = 0 AND item != '' AND kind = ${bound}`);
}

/** The same for any rows of things (`item`) that hang on records of a kind (`anchors`): what follows FROM. */
export function hungFrom(kind: Kind, own: string): string {
  const anchors = `SELECT arrayJoin(anchors) FROM ${own}`;
  return `SELECT hung, argMin(owner, anchor) AS profile FROM (
    SELECT n.item AS hung, n.anchor AS anchor, if(l.profile = 0, n.anchor, l.profile) AS owner
    FROM (SELECT DISTINCT item, arrayJoin(anchors) AS anchor FROM ${own}) AS n
    INNER JOIN (SELECT _no AS live FROM {db}.facts_${kind} WHERE _no IN (${anchors})) AS f ON n.anchor = f.live
    LEFT JOIN (SELECT no, profile FROM {db}.links_${kind} WHERE no IN (${anchors})) AS l ON n.anchor = l.no
  ) GROUP BY hung`;
}

/** `profile` and some columns of each text that customers wrote, or that was written down of what they said. */
export function textsSql({ kind, bound, columns, where, only }: TextsAsk): string {
  const owners = `FROM {db}.owners WHERE kind = ${bound}${only}`;
  const theirs = only === '' ? '' : ` AND entity IN (SELECT entity ${owners})`;
  return `SELECT own.profile AS profile, ${columns} FROM {db}.opinions FINAL
    INNER JOIN (SELECT entity AS owned, profile ${owners}) AS own ON entity = owned
    WHERE item = '' AND ${where}${theirs}
  UNION ALL
  SELECT own.profile AS profile, ${columns} FROM {db}.opinions FINAL
    INNER JOIN (SELECT hung, profile FROM (${hungSql(kind, bound)}) WHERE 1${only}) AS own ON item = own.hung
    WHERE entity = 0 AND item != '' AND ${where}`;
}
