import { expect, it } from 'vitest';
import { asksNear, type RuleJson } from './rule.ts';

const near = { field: 'coordinates', near: { latitude: 31.2304, longitude: 121.4737, km: 5 } };

it('knows where it is asked who is near a place, however deep an address goes', () => {
  expect(asksNear(near)).toBe(true);
  expect(asksNear({ all: [{ field: 'region', under: '上海' }, { any: [{ source: 'crm' }, near] }] })).toBe(
    true,
  );
  expect(asksNear({ all: [{ not: near }] })).toBe(false);
  for (const none of [null, 'near', [near], { all: near }, { all: [] }]) expect(asksNear(none)).toBe(false);
  let deep: RuleJson = near;
  for (let level = 0; level < 7_000; level += 1) deep = { all: [deep] };
  expect(asksNear(deep)).toBe(false);
});
