/** How the log is written: one JSON object a line, lines for people, of these objects only warnings and errors, or nothing. */
export type LogFormat = 'json' | 'pretty' | 'faults' | 'silent';

export type LogFields = Readonly<Record<string, unknown>>;

type Write = (event: string, fields?: LogFields) => void;

/** Writes events; fields are plain data and hold no secret. */
export interface Log {
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** An error with its causes as plain data, for the log only. */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error))
    return typeof error === 'object' ? 'an object that is no Error was thrown' : error;
  const cause =
    error.cause === undefined || depth > 4 ? {} : { cause: describeError(error.cause, depth + 1) };
  return { name: error.name, message: error.message, stack: error.stack, ...cause };
}

function writePretty(level: string, event: string, fields: LogFields): string {
  const time = new Date().toISOString().slice(11, 23);
  const rest = Object.entries(fields).map(([key, value]) => `${key}=${prettyValue(value)}`);
  return [time, level.padEnd(5), event, ...rest].join(' ');
}

function prettyValue(value: unknown): string {
  if (typeof value === 'string' && /^[^\s"=\p{Cc}]+$/u.test(value)) return value;
  return JSON.stringify(value) ?? 'undefined';
}

/** A log that writes lines to `write`, by default to standard error, so that standard output stays free for answers. */
export function createLog(
  format: LogFormat,
  write: (line: string) => void = (line) => process.stderr.write(line),
): Log {
  const at =
    (level: keyof Log): Write =>
    (event, fields = {}) => {
      if (format === 'silent' || (format === 'faults' && level === 'info')) return;
      const line =
        format === 'pretty'
          ? writePretty(level, event, fields)
          : JSON.stringify({ time: new Date().toISOString(), level, event, ...fields });
      write(`${line}\n`);
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
