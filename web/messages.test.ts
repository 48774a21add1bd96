import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const files = readdirSync('web', { recursive: true, encoding: 'utf8' }).map((name) => join('web', name));
const english = files.filter((name) => name.endsWith('messages.en.ts'));
const chinese = /[\u3400-\u9fff]/;

/** What a message says, functions called with something for each of their values. */
function say(message: unknown): unknown {
  return typeof message === 'function'
    ? message(...Array.from({ length: message.length }, () => '7'))
    : message;
}

function flatten(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, `${path}.${key}`));
}

const kindOf = (message: unknown) =>
  typeof message === 'function' ? `function of ${message.length}` : typeof message;

describe.each(english)('%s', (path) => {
  it('says the same things in Chinese as in English, each in its own language', async () => {
    const { en } = await import(`./${relative('web', path)}`);
    const { zh } = await import(`./${relative('web', path.replace('.en.ts', '.zh.ts'))}`);
    const [left, right] = [flatten(en, ''), flatten(zh, '')];
    expect(right.map(([key, message]) => `${key}: ${kindOf(message)}`)).toEqual(
      left.map(([key, message]) => `${key}: ${kindOf(message)}`),
    );
    for (const [key, message] of left) expect(`${key}: ${String(say(message))}`).not.toMatch(chinese);
    // What has words in English has Chinese words in Chinese; names of things that have no Chinese name stand in marks.
    for (const [at, [key, message]] of right.entries()) {
      if (/[a-z]{2}/i.test(String(say(left[at]?.[1]))))
        expect(`${key}: ${String(say(message))}`).toMatch(chinese);
    }
  });
});

/** Attributes whose text a reader sees or hears. */
const spoken = /^(aria-label|alt|description|label|lead|placeholder|title|text)$/;

function findTexts(source: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = ts.isJsxText(node) || ts.isStringLiteralLike(node) ? node.text.trim() : '';
    const attribute = ts.isJsxAttribute(node.parent) ? node.parent.name.getText(source) : '';
    const inSight = ts.isJsxText(node) || ts.isJsxExpression(node.parent) || spoken.test(attribute);
    if (chinese.test(text) || (inSight && /\p{L}{2}/u.test(text))) found.push(text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return found;
}

/** Names that are the same in every language, or stand in their own. */
const names = new Set(['Clientele', '简体中文', 'English']);

it('leaves no text in components', () => {
  const components = files.filter((name) => name.endsWith('.tsx'));
  expect(components.length).toBeGreaterThan(20);
  const texts = components.flatMap((path) => {
    const source = ts.createSourceFile(
      path,
      readFileSync(path, 'utf8'),
      ts.ScriptTarget.Latest,
      true,
      ts.ScriptKind.TSX,
    );
    return findTexts(source)
      .filter((text) => !names.has(text))
      .map((text) => `${path}: ${text}`);
  });
  expect(texts).toEqual([]);
});

it('has a Chinese catalogue for each English one, and the other way round', () => {
  const other = files.filter((name) => name.endsWith('messages.zh.ts')).map((name) => dirname(name));
  expect(other.toSorted()).toEqual(english.map((name) => dirname(name)).toSorted());
});
