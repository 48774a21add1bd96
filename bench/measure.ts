import { readFile } from 'node:fs/promises';

/** The value below which a share (0 to 1) of the values lies, by the nearest rank; NaN for none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Rounds to so many digits behind the point. */
export function round(value: number, digits = 1): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}

/** Runs work and answers what it gave and the seconds that it took. */
export async function time<T>(work: () => Promise<T>): Promise<{ value: T; seconds: number }> {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
}

/** The most memory that a process ever held, in MB, as Linux counts it (VmHWM); null where it cannot be read. */
export async function readPeakMemory(pid: number): Promise<number | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? null : round(Number(kilobytes) / 1024, 0);
}

/** Linux counts the time of processes in hundredths of a second. */
const ticksASecond = 100;

/** The seconds that cores have worked for a process, in its own and in the system's code; null where they cannot be read. */
export async function readCpuSeconds(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The name in brackets may hold spaces; the 14th and 15th values are what follows it by eleven.
  const [user, system] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number);
  return user === undefined || system === undefined ? null : (user + system) / ticksASecond;
}

/** Median, 95th percentile and worst of times in milliseconds. */
export function summarise(times: readonly number[]): { p50Ms: number; p95Ms: number; maxMs: number } {
  return {
    p50Ms: round(percentile(times, 0.5)),
    p95Ms: round(percentile(times, 0.95)),
    maxMs: round(Math.max(...times)),
  };
}

/** Fails a bench whose answers are wrong: figures of wrong answers are worth nothing. */
export function demand(isTrue: boolean, what: string): void {
  if (!isTrue) throw new Error(`wrong answer: ${what}`);
}
