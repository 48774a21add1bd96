import * as fc from 'fast-check';
import { expect, it } from 'vitest';

import { boxState, type ChosenCode, toggleCode } from './code-selection.ts';

/** A tree of two letters to each of three: a, aa, aab… */
const letters = ['a', 'b', 'c'];
const all: readonly string[] = letters.flatMap((x) => [
  x,
  ...letters.flatMap((y) => [x + y, ...letters.map((z) => x + y + z)]),
]);
const node = (code: string): ChosenCode => ({
  code,
  above: Array.from({ length: code.length - 1 }, (_, i) => code.slice(0, i + 1)),
});
const partsOf = (code: string) => all.filter((one) => one.length === code.length + 1 && one.startsWith(code));
const leaves = (codes: readonly string[]) =>
  all.filter((leaf) => leaf.length === 3 && codes.some((code) => leaf.startsWith(code)));

it('takes in or leaves out exactly what lies below the clicked node', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...all), { maxLength: 12 }), (clicks) => {
      let chosen: readonly string[] = [];
      for (const click of clicks) {
        const before = chosen.map(node);
        const state = boxState(node(click), before);
        const after = toggleCode(node(click), before, partsOf) ?? [];
        const below = leaves([click]);
        const wanted = new Set(leaves(chosen));
        for (const leaf of below) {
          if (state === 'on' || state === 'covered') wanted.delete(leaf);
          else wanted.add(leaf);
        }
        expect(leaves(after)).toEqual(all.filter((leaf) => wanted.has(leaf)));
        expect(new Set(after).size).toBe(after.length);
        chosen = after;
      }
    }),
  );
});

it('shows what is chosen in part', () => {
  const chosen = [node('ab')];
  expect(['a', 'ab', 'aba', 'b'].map((code) => boxState(node(code), chosen))).toEqual([
    'mixed',
    'on',
    'covered',
    'off',
  ]);
});

it('changes nothing where the rest is not known', () => {
  expect(toggleCode(node('aba'), [node('a')], () => undefined)).toBeUndefined();
});
