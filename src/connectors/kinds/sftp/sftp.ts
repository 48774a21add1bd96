import { z } from 'zod';

import { withSftp, type SftpSession } from '../../../store/foreign/index.ts';
import { pullKind } from '../../kind.ts';
import { asked } from '../../settings.ts';
import { tooManyFiles } from '../../problems.ts';
import { pullListed, type Listing } from '../listing.ts';
import { aboutOf, endsSetting, hostSetting, pullSettings, readEnds } from '../pull-settings.ts';
import { saveStream } from '../save-stream.ts';

const settings = z.object({
  host: hostSetting,
  port: asked(z.int().min(1).max(65_535).default(22), { label: { en: 'Port', zh: '端口' } }),
  hostKey: asked(
    z
      .string()
      .trim()
      .max(1_000)
      .regex(/^(?:SHA256:[A-Za-z0-9+/]{43}=?[\s,]*)*$/)
      .default(''),
    {
      label: { en: 'Key of the server', zh: '服务器密钥' },
      help: {
        en: 'As SHA256:…, from whoever runs it. Leave it empty, and the first run says which key the server shows; nothing is fetched before it is here.',
        zh: '形如 SHA256:…，请向服务器管理员获取。留空时首次获取会显示服务器出示的密钥；填入之前不会获取任何内容。',
      },
    },
  ),
  user: asked(z.string().trim().min(1).max(100), { label: { en: 'User', zh: '用户' } }),
  password: asked(z.string().max(500).default(''), {
    label: { en: 'Password, or that of the private key', zh: '密码（或私钥的密码）' },
    secret: true,
  }),
  privateKey: asked(z.string().trim().max(4_000).default(''), {
    label: { en: 'Private key', zh: '私钥' },
    help: {
      en: 'Where the server asks for one; with all its lines.',
      zh: '服务器要求时填写，需包含全部行。',
    },
    secret: true,
    lines: true,
  }),
  folder: asked(z.string().trim().min(1).max(1_000).default('.'), {
    label: { en: 'Folder', zh: '文件夹' },
    help: {
      en: 'Files that lie in it are fetched.',
      zh: '获取其中的文件。',
    },
  }),
  deep: asked(z.boolean().default(false), {
    label: { en: 'With the folders in it', zh: '包含子文件夹' },
    help: {
      en: 'Down to ten levels; links to elsewhere are not followed.',
      zh: '最多十层；不跟随指向别处的链接。',
    },
  }),
  ...endsSetting,
  ...pullSettings,
});

/** Files in a folder of a server, each fetched once, and again when it has changed. */
export const sftpKind = pullKind({
  kind: 'sftp',
  label: { en: 'SFTP', zh: 'SFTP' },
  lead: {
    en: 'Fetches new and changed files of a folder at intervals.',
    zh: '定时获取文件夹中新增和修改的文件。',
  },
  settings,
  open: ({ minutes, about, ends, folder, deep, hostKey, ...place }) => ({
    minutes,
    about: aboutOf(about),
    apart: true,
    pull: (task) => {
      const { allowed, signal } = task;
      const hostKeys = hostKey.split(/[\s,]+/).map((key) => key.replace(/=$/, ''));
      const known = hostKeys.filter((key) => key !== '');
      return withSftp({ ...place, hostKeys: known, allowed, signal }, (session) =>
        pullListed(task, openListing(session, { folder, deepest: deep ? deepest : 0 }), readEnds(ends)),
      );
    },
  }),
});

const versionOf = ({ bytes, changed }: { readonly bytes: number; readonly changed: number }): string =>
  `${bytes}:${changed}`;

const deepest = 10;
const mostFolders = 10_000;

function openListing(
  session: SftpSession,
  { folder, deepest: levels }: { readonly folder: string; readonly deepest: number },
): Listing {
  return {
    async *list() {
      const waiting = [{ path: folder, level: 0 }];
      for (const { path, level } of waiting)
        for await (const part of session.list(path)) {
          const found = part.map((one) => ({ ...one, path: `${path}/${one.name}` }));
          yield found.filter(({ isFolder }) => !isFolder).map((one) => ({ ...one, version: versionOf(one) }));
          if (level < levels)
            waiting.push(
              ...found.flatMap((one) => (one.isFolder ? [{ path: one.path, level: level + 1 }] : [])),
            );
          if (waiting.length > mostFolders) throw tooManyFiles(mostFolders);
        }
    },
    async fetch({ path: from, version }, path) {
      // Whoever still writes it changes it in the meantime: it is fetched the next time.
      if ((await session.look(from)) === null) return false;
      await saveStream(await session.read(from), path);
      const after = await session.look(from);
      return after !== null && versionOf(after) === version;
    },
  };
}
