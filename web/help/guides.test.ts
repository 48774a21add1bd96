import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'guides');
const read = (name: string) => readFileSync(join(folder, name), 'utf8');
const names = readdirSync(folder)
  .filter((name) => /^[a-z]+\.md$/.test(name))
  .map((name) => name.slice(0, -3));

/** What must be the same in every language: how deep the headings are, what is typed, and the tables' rows. */
function skeletonOf(text: string) {
  const pieces = text.split(/^```.*$/m);
  const prose = pieces.filter((_, i) => i % 2 === 0).join('\n');
  return {
    headings: [...prose.matchAll(/^(#+) /gm)].map(([, depth = '']) => depth.length),
    commands: pieces
      .filter((_, i) => i % 2 === 1)
      .map((block) => block.match(/clientele -- [a-z-]+|npm (?:ci|start)|\/api\/[\w/-]+/g)),
    rows: prose.split('\n').filter((line) => line.startsWith('|')).length,
  };
}

describe('the guides', () => {
  it('are several', () => expect(names.length).toBeGreaterThan(5));

  it.each(names)('say the same in Chinese and in English: %s', (name) => {
    expect(skeletonOf(read(`${name}.zh-CN.md`))).toEqual(skeletonOf(read(`${name}.md`)));
  });
});
