import { readFile } from 'node:fs/promises';
import { Problem } from '../src/lib/problem.ts';

async function readText(text: string): Promise<string> {
  if (!text.startsWith('@')) return text;
  const path = text.slice(1);
  try {
    return await readFile(path === '-' ? '/dev/stdin' : path, 'utf8');
  } catch (error) {
    throw noFile(path, error);
  }
}

/** The problem of a file on this machine that cannot be read. */
export function noFile(path: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
  if (!code || !['ENOENT', 'EACCES', 'EISDIR', 'EPERM', 'ENOTDIR'].includes(code)) return error;
  return new Problem(
    'cli.file',
    {
      en: 'The file {path} cannot be read ({code}). Check its name and its permissions.',
      zh: '无法读取文件 {path}（{code}）。请检查文件名和权限。',
    },
    { path, code },
  );
}

/** A JSON file or argument that is none. */
export function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem(
      'cli.usage',
      {
        en: '{what} is not JSON: {reason}. Quote it as one argument, or put it in a file and give @FILE.',
        zh: '{what} 不是有效的 JSON：{reason}。请将其作为一个参数加引号，或写入文件并使用 @FILE。',
      },
      { what, reason: error instanceof Error ? error.message : '' },
    );
  }
}

/** A rule as given on the command line: JSON, `@FILE` (`@-` is standard input), or words to look for. */
export async function readRule(argument: string): Promise<unknown> {
  const text = (await readText(argument)).replace(/^\uFEFF/, '').trim();
  if (text === '') return { all: [] };
  return text.startsWith('{') || argument.startsWith('@') ? parseJson(text, 'RULE') : { text };
}
