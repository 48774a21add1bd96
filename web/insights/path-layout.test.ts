import { describe, expect, it } from 'vitest';

import { layOutFlow } from './path-layout.ts';

const node = (path: string, [customers, ended, rest]: readonly [number, number, number]) => ({
  path: path.split(''),
  customers,
  ended,
  rest,
  rule: { path },
  endedRule: { ended: path },
  restRule: { rest: path },
});

describe('the flow of paths', () => {
  const nodes = [node('V', [100, 30, 10]), node('VA', [40, 5, 35]), node('VO', [20, 20, 0])];
  const { places, width, height } = layOutFlow({ customers: 100, nodes, notice: null });

  it('has a place for each step, for the rest of it and for those who ended, with their rules', () => {
    expect(places.map(({ type, name, customers }) => [type, name, customers])).toEqual([
      ['step', 'V', 100],
      ['step', 'A', 40],
      ['ended', '', 5],
      ['step', 'O', 20],
      ['ended', '', 20],
      ['rest', '', 10],
      ['ended', '', 30],
    ]);
    expect(places.map(({ rule }) => rule)).toContainEqual({ rest: 'V' });
    expect(new Set(places.map(({ key }) => key)).size).toBe(places.length);
  });

  it('no two places of a column lie over each other, and all lie within', () => {
    for (const one of places) {
      expect(one.y + one.height).toBeLessThanOrEqual(height);
      expect(one.x).toBeLessThan(width);
      const later = places.filter(({ x, y }) => x === one.x && y > one.y);
      for (const { y } of later) expect(y).toBeGreaterThanOrEqual(one.y + one.height);
    }
  });

  it('nobody means nothing to draw', () => {
    expect(layOutFlow({ customers: 0, nodes: [], notice: null }).places).toEqual([]);
  });
});
