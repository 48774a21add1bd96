import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Problem } from '../src/lib/problem.ts';

/** A file is no use when there is nowhere to put it: better said before the work than after. */
export async function checkFolder(path: string): Promise<void> {
  const folder = dirname(resolve(path));
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (writable) return;
  throw new Problem(
    'cli.file',
    {
      en: 'The file {path} cannot be written: the folder {folder} is not there, or you may not write to it. Make it first, or name another.',
      zh: '无法写入文件 {path}：目录 {folder} 不存在或不可写。请先创建该目录，或改用其他位置。',
    },
    { path, folder },
  );
}
