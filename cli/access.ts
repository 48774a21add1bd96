import { type Command, Option } from 'commander';
import { z } from 'zod';
import { createKey, listKeys, removeKey } from '../src/access/contract.ts';
import { roles } from '../src/lib/endpoint.ts';
import type { Bilingual } from '../src/lib/problem.ts';
import type { Answer, Run, Say, Session } from './session.ts';
import { writePairs, writeTable } from './table.ts';

const createOptions = z.object({ role: z.enum(roles), name: z.string(), expires: z.string().optional() });

async function create({ client, say }: Session, given: unknown): Promise<Answer> {
  const { role, name, expires } = createOptions.parse(given);
  const made = await client.call(createKey, { role, name, ...(expires ? { expiresAt: expires } : {}) });
  const text = writePairs([
    [say({ en: 'id', zh: '编号' }), made.key.id],
    [say({ en: 'role', zh: '角色' }), made.key.role],
    [say({ en: 'secret (shown once)', zh: '密钥（只显示一次）' }), made.secret],
  ]);
  return { data: made, text };
}

const listHead: readonly Bilingual[] = [
  { en: 'id', zh: '编号' },
  { en: 'name', zh: '名称' },
  { en: 'role', zh: '角色' },
  { en: 'begins with', zh: '开头' },
  { en: 'last used', zh: '最近使用' },
];

async function list({ client, say }: Session): Promise<Answer> {
  const page = await client.call(listKeys, { limit: 200 });
  const rows = page.rows.map((one) => [
    one.id,
    one.name,
    one.role,
    one.prefix,
    one.lastUsedAt?.slice(0, 19) ?? '',
  ]);
  return { data: page, text: writeTable(listHead.map(say), rows) };
}

async function remove({ client, say }: Session, id: string): Promise<Answer> {
  await client.call(removeKey, { id });
  return {
    data: { id, removed: true },
    text: say({ en: `The key ${id} is revoked`, zh: `密钥 ${id} 已吊销` }),
  };
}

/** `key create`, `key list`, `key remove`. */
export function addAccessCommands(program: Command, run: Run, say: Say): void {
  const key = program.command('key').description(say({ en: 'API keys.', zh: 'API 密钥。' }));
  key
    .command('create')
    .description(
      say({ en: 'Makes an API key; its secret is shown once.', zh: '创建 API 密钥；密钥只显示一次。' }),
    )
    .addOption(
      new Option('--role <role>', say({ en: 'what it may do', zh: '角色' }))
        .choices(roles)
        .makeOptionMandatory(),
    )
    .option('--name <name>', say({ en: 'what it is for', zh: '用途' }), 'cli')
    .option(
      '--expires <time>',
      say({ en: 'when it ends, as 2030-01-31T00:00:00Z', zh: '失效时间，例如 2030-01-31T00:00:00Z' }),
    )
    .action((given: unknown) => run((session) => create(session, given)));
  key
    .command('list')
    .description(say({ en: 'Lists the API keys.', zh: '列出 API 密钥。' }))
    .action(() => run(list));
  key
    .command('remove')
    .description(say({ en: 'Revokes an API key at once.', zh: '立即吊销 API 密钥。' }))
    .argument('<id>')
    .action((id: string) => run((session) => remove(session, id)));
}
