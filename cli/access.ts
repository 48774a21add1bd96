import { type Command, Option } from 'commander';
import { z } from 'zod';
import { createKey, createPasswordLink, listKeys, listMembers, removeKey } from '../src/access/contract.ts';
import { roles } from '../src/lib/endpoint.ts';
import { type Bilingual, Problem } from '../src/lib/problem.ts';
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

/** The id of the member with an e-mail address. */
async function findMember({ client }: Session, address: string): Promise<string> {
  const wanted = address.trim().toLowerCase();
  for (let after: string | undefined, more = true; more;) {
    const page = await client.call(listMembers, { limit: 200, ...(after === undefined ? {} : { after }) });
    const found = page.rows.find(({ email }) => email === wanted);
    if (found) return found.id;
    after = page.next ?? undefined;
    more = after !== undefined;
  }
  throw new Problem(
    'cli.not-found',
    {
      en: 'Nobody in this workspace has the address {address}. Look at it again, or name another workspace with --workspace.',
      zh: '该工作区中没有邮箱为 {address} 的成员。请检查地址，或用 --workspace 指定其他工作区。',
    },
    { address },
  );
}

async function linkPassword(session: Session, address: string): Promise<Answer> {
  const made = await session.client.call(createPasswordLink, { id: await findMember(session, address) });
  const text = session.say({
    en: `${made.url}\nThe link works once, until ${made.expiresAt}.`,
    zh: `${made.url}\n链接只能使用一次，有效期至 ${made.expiresAt}。`,
  });
  return { data: made, text };
}

/** `password-link`, `key create`, `key list`, `key remove`. */
export function addAccessCommands(program: Command, run: Run, say: Say): void {
  program
    .command('password-link')
    .description(
      say({
        en: 'Makes a one-time link by which a member chooses a new password.',
        zh: '为成员生成设置新密码的一次性链接。',
      }),
    )
    .argument('<address>', say({ en: 'their e-mail address', zh: '成员邮箱' }))
    .action((address: string) => run((session) => linkPassword(session, address)));
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
