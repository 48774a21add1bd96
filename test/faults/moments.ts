import type { CrashHouse, Moment } from './crash-house.ts';
import { creditCode, type Row } from '../make.ts';
import { recoverWorkspace } from '../../src/flow/recover.ts';

/** Another one each day, so that in time every moment is tried. */
export const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Date.now() / 86_400_000));

/** The moments before and after each of so many statements: all of them with TEST_FAULTS=1, else one in `sparse`. */
export function chooseMoments(statements: number, sparse: number): { chosen: Moment[]; all: number } {
  const moments = Array.from({ length: statements }, (_, at): Moment[] => [
    { at: at + 1, done: false },
    { at: at + 1, done: true },
  ]).flat();
  const every = process.env['TEST_FAULTS'] === '1' ? 1 : sparse;
  return { chosen: moments.filter((_, index) => (index + seed) % every === 0), all: moments.length };
}

/** Dies at a moment of some work and starts again: what was in memory is lost, and what was cut off is settled. */
export async function cutOff(
  { house, mortal, workspace, settled, forgetMemory }: CrashHouse,
  moment: Moment,
  work: () => Promise<unknown>,
): Promise<void> {
  mortal.arm(moment);
  await work().catch(() => undefined);
  await settled();
  await forgetMemory();
  mortal.arm(null);
  await recoverWorkspace(house, workspace, new Date());
}

/** A row of a company that its number makes unlike any other. */
export const company = (index: number, said: Row = {}): Row => ({
  企业名称: `公司${index}有限公司`,
  统一社会信用代码: creditCode(index),
  电话: `138${String(10_000_000 + index)}`,
  员工人数: String(10 + index),
  ...said,
});
