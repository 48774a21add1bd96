const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** The clock on the wall of a time zone (IANA name), written as if it were UTC: its UTC day is the day there. */
export function localTime(moment: Date, timeZone: string): Date {
  if (timeZone === 'UTC') return moment;
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const [year = 1970, month = 1, day = 1] = [parts.get('year'), parts.get('month'), parts.get('day')];
  const [hour = 0, minute = 0, second = 0] = [parts.get('hour'), parts.get('minute'), parts.get('second')];
  return new Date(Date.UTC(year, month - 1, day, hour, minute, second));
}

/** When a day (`2024-05-31`) begins in a time zone, in milliseconds since 1970. Where its midnight is left out by a change of clocks, about an hour beside it. */
export function dayStart(day: string, timeZone: string): number {
  const wanted = Date.parse(day);
  if (timeZone === 'UTC') return wanted;
  const offsetAt = (time: number) => localTime(new Date(time), timeZone).getTime() - time;
  const guess = wanted - offsetAt(wanted);
  return wanted - offsetAt(guess);
}
