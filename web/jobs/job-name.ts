import type { Job } from '../ui/page/job-progress.tsx';

function readText(input: unknown, name: string): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  const value = new Map<string, unknown>(Object.entries(input)).get(name);
  return typeof value === 'string' ? value : undefined;
}

/** What a job is, in words: its kind and what it is about. */
export function nameJob(
  { kind, input }: Pick<Job, 'kind' | 'input'>,
  kinds: Readonly<Record<string, string>>,
): string {
  const name = kinds[kind] ?? kind;
  const about = readText(input, 'source') ?? readText(input, 'format');
  return about === undefined ? name : `${name} · ${about}`;
}
