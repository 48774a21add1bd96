import { statfs } from 'node:fs/promises';

import { Problem } from '../lib/problem.ts';

/** Space on the disk of the data directory. */
export interface Space {
  /** Problem `store.full` when there is less than is always kept free. */
  check(): Promise<void>;
}

const megabyte = 1_000_000;

/**
 * Watches over the space that is always kept free: bulk work stops before the disk is really full, so that what must be
 * written down to end it in order still can be.
 */
export function createSpace(directory: string, keepFree: number): Space {
  return {
    async check() {
      const { bavail, bsize } = await statfs(directory);
      if (bavail * bsize < keepFree) throw fullProblem(keepFree);
    },
  };
}

/** How the engines and the system say that a disk is full. */
const fullWords =
  /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|NOT_ENOUGH_SPACE|Code: 243\b|have enough free space/;
/** What stands in `code` where it says so: of the system, and of PostgreSQL. */
const fullCodes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', '53100']);

/** The problem behind an error that a full disk caused, or undefined. */
export function readFull(error: unknown): Problem | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (at instanceof Problem) return undefined;
    if (('code' in at && fullCodes.has(at.code)) || fullWords.test(at.message)) return fullProblem();
  }
  return undefined;
}

/** The problem of a full disk; `needed` are the bytes that must be free. */
export function fullProblem(needed?: number): Problem {
  const megabytes = needed === undefined ? null : Math.ceil(needed / megabyte);
  const more =
    megabytes === null
      ? { en: '', zh: '' }
      : { en: ' At least {megabytes} MB must be free.', zh: '至少需要 {megabytes} MB 可用空间。' };
  return new Problem(
    'store.full',
    {
      en: `The disk with the data is full.${more.en} What was acknowledged is safe; this was not done. Free some space, then try again.`,
      zh: `数据所在磁盘空间不足。${more.zh}已确认的数据不受影响；本次操作未执行。请释放空间后重试。`,
    },
    megabytes === null ? {} : { megabytes },
  );
}
