import { type Command } from 'commander';
import { z } from 'zod';
import { saveDownload } from '../src/client-files.ts';
import { linkFiles } from '../src/identity/contract.ts';
import { uploadFile } from './import.ts';
import type { Answer, Run, Say, Session } from './session.ts';
import { checkFolder } from './target.ts';

const linkOptions = z.object({ to: z.string(), least: z.coerce.number().optional() });

async function link(session: Session, files: readonly string[], options: unknown): Promise<Answer> {
  const { to, least } = linkOptions.parse(options);
  await checkFolder(to);
  const uploads: string[] = [];
  for (const file of files) uploads.push(await uploadFile(session, file));
  const [left = '', right = ''] = uploads;
  const input = { left, right, ...(least === undefined ? {} : { least }) };
  const bytes = await saveDownload(await session.client.download(linkFiles, input), to);
  const text = session.say({
    en: `Likely pairs, with their scores, written to ${to} (${bytes} bytes)`,
    zh: `可能相同的行及其得分已写入 ${to}（${bytes} 字节）`,
  });
  return { data: { file: to, bytes }, text };
}

/** Adds the command that compares two files. */
export function addLinkCommand(program: Command, run: Run, say: Say): void {
  program
    .command('link')
    .description(
      say({
        en: 'Finds rows of two files that are likely the same; imports nothing.',
        zh: '找出两个文件中可能相同的行，不导入任何数据。',
      }),
    )
    .argument('<left>', say({ en: 'a file', zh: '文件' }))
    .argument('<right>', say({ en: 'another file', zh: '另一个文件' }))
    .option('--to <file>', say({ en: 'where the pairs go', zh: '结果写入的文件' }), 'pairs.csv')
    .option('--least <probability>', say({ en: 'from which probability on', zh: '最低概率' }))
    .action((left: string, right: string, options: unknown) =>
      run((session) => link(session, [left, right], options)),
    );
}
