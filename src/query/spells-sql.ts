/** Whose subscriptions are asked about; all is SQL that holds no values of its own. */
export interface SpellsAsk {
  readonly kind: string;
  /** The names of the events by which one begins and ends. */
  readonly started: string;
  readonly ended: string;
  /** A DateTime64 in UTC: what is later does not count. */
  readonly now: string;
  /** Which customers alone are asked about: the end of a WHERE. */
  readonly only: string;
}

/** By how often a price is asked for: the first of these properties that says something. */
const interval = `lower(trimBoth(arrayFirst(one -> one != '', [e.properties['interval'], e.properties['billing_interval'], e.properties['billing_period'], e.properties['period']])))`;
const daysOfMonth = 365.25 / 12;
/** Months that a price is for; where nothing is said, it is one month. */
const months = `multiIf(match(${interval}, 'half|semi|半年|6.?month'), 6, match(${interval}, 'year|annual|^y$|年|12.?month'), 12,
  match(${interval}, 'quarter|^q$|季|3.?month'), 3, match(${interval}, 'week|^w$|周|星期'), 7 / ${daysOfMonth}, match(${interval}, '^(day|daily|d)$|日|天'), 1 / ${daysOfMonth}, 1)
  * greatest(1, toUInt16OrZero(e.properties['interval_count']))`;

/** Events of a name with their customers, in the time that can be. */
export function subscriptionEventsSql(name: string, { kind, now, only }: SpellsAsk): string {
  return `SELECT w.profile AS profile, e.properties['plan'] AS plan, e.ts AS ts,
    if(e.amount > 0, toFloat64(e.amount), toFloat64OrZero(e.properties['price'])) / (${months}) AS fee,
    if(e.currency = '', e.properties['currency'], toString(e.currency)) AS money
  FROM {db}.events AS e INNER JOIN (SELECT entity, profile FROM {db}.owners WHERE kind = ${kind}${only}) AS w ON e.entity = w.entity
  WHERE e.name = ${name} AND e.ts >= toDateTime64('1971-01-01 00:00:00', 3, 'UTC') AND e.ts < ${now}`;
}

/**
 * Subscriptions as rows: whose, of which plan, from when to when (1970: it runs), at what price a month at last. One begins with a start
 * that follows no other start, so that a renewal does not count, and ends with the next end of the same customer and plan; who names no
 * plan ends, or is ended by, any.
 */
export function spellsSql(ask: SpellsAsk): string {
  const starts = subscriptionEventsSql(ask.started, ask);
  return `
  SELECT profile, plan, spell.1 AS begun, spell.2 AS until, last.3 AS fee, last.4 AS money FROM (
    SELECT profile, plan, arraySort(one -> (one.1, one.2), groupArray((ts, begins, fee, money))) AS told,
      arrayMap(one -> one.2, told) AS kinds, arrayPushFront(arrayPopBack(kinds), 0) AS before,
      arrayFilter((one, is, was) -> is = 1 AND was = 0, told, kinds, before) AS starts,
      arrayFilter((one, is, was) -> is = 0 AND was = 1, told, kinds, before) AS ends,
      arrayLast(one -> one.2 = 1, told) AS last,
      arrayJoin(arrayZip(arrayMap(one -> one.1, starts),
        arrayResize(arrayMap(one -> one.1, ends), length(starts), toDateTime64(0, 3, 'UTC')))) AS spell
    FROM (
      SELECT profile, plan, ts, 1 AS begins, fee, money FROM (${starts})
      UNION ALL
      SELECT e.profile, s.plan, e.ts, 0 AS begins, 0 AS fee, '' AS money FROM (${subscriptionEventsSql(ask.ended, ask)}) AS e
      INNER JOIN (SELECT DISTINCT profile, plan FROM (${starts})) AS s ON e.profile = s.profile
      WHERE e.plan = s.plan OR e.plan = '' OR s.plan = ''
    ) GROUP BY profile, plan
  )`;
}

/** Whether a row of subscriptions is of one that runs. */
export const spellRuns = "until = toDateTime64(0, 3, 'UTC')";
