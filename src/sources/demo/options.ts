import { z } from 'zod';
import { Problem } from '../../lib/problem.ts';
import { spoilNames } from './dirt.ts';

/** More would run out of distinct mobile numbers and codes. */
const mostRows = 50_000_000;

const share = z.number().min(0).max(0.9);
const common = z.object({
  rows: z.number().int().min(1).max(mostRows),
  seed: z.number().int().min(0).max(0xffffffff).default(1),
  dirty: share.default(0.02),
  duplicates: share.default(0.05),
  encoding: z.enum(['utf-8', 'gb18030']).optional(),
  without: z.array(z.enum(spoilNames)).default([]),
  until: z.iso.date().optional(),
});

/** What every generated file can be told. Shares run from 0 to 0.9; `without` leaves kinds of mess out; `until` is the last day on which people did anything. */
export type DemoOptions = z.input<typeof common>;
export type ParsedOptions = z.output<typeof common>;

/** Fills in what is not said; throws `demo.options` naming the option that cannot be. */
export function parseOptions(options: DemoOptions): ParsedOptions {
  const { data, error } = common.safeParse(options);
  if (data !== undefined) return data;
  const issue = error.issues[0];
  throw new Problem(
    'demo.options',
    {
      en: 'The demo data cannot be made: option {option} is wrong ({reason}). Rows go from 1 to 50,000,000, shares from 0 to 0.9, the seed from 0 to 4,294,967,295.',
      zh: '无法生成演示数据：选项 {option} 有误（{reason}）。行数须为 1 至 5000 万，比例须为 0 至 0.9，种子须为 0 至 4294967295。',
    },
    { option: issue?.path.join('.') ?? '', reason: issue?.message ?? '' },
  );
}

const expectedFailures = new Set([
  'ENOSPC',
  'EACCES',
  'EPERM',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'EROFS',
  'EDQUOT',
]);
const systemError = z.object({ code: z.string() });

/** A full disk or a folder without permission as a problem that says so; anything else as it is. */
export function explainFailure(error: unknown, path: string): unknown {
  const { data } = systemError.safeParse(error);
  if (data === undefined || !expectedFailures.has(data.code)) return error;
  return new Problem(
    'demo.write',
    {
      en: 'Cannot write {path} ({reason}). Choose a folder that exists, may be written to and has space, and run it again.',
      zh: '无法写入 {path}（{reason}）。请选择存在、可写且空间足够的文件夹后重试。',
    },
    { path, reason: data.code },
  );
}
