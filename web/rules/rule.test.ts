import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { type Condition, isComplete, readFilter, writeFilter } from './condition.ts';
import {
  aboutField,
  appendAt,
  everyone,
  filtersOf,
  membersOf,
  partAt,
  pathText,
  readGroup,
  replaceAt,
  type RuleJson,
  type RulePath,
  ruleText,
  withField,
  withFilter,
  withoutField,
} from './rule.ts';
import { chosenValues, joinValues, readValues, toggleValue } from './values.ts';

const key = fc.constantFrom('region', 'employees', 'name');
const degrees = fc.integer({ min: -100, max: 100 });
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const tests = fc.oneof(
  fc.record({ eq: scalar }),
  fc.record({ in: fc.array(scalar) }),
  fc.record({ under: fc.oneof(scalar, fc.array(scalar)) }),
  fc.record({ gte: scalar, lt: scalar, currency: fc.string() }, { requiredKeys: ['gte'] }),
  fc.record({ contains: fc.string() }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ near: fc.record({ latitude: degrees, longitude: degrees, km: fc.integer() }) }),
  fc.record({ eq: scalar, valid: fc.constant(false) }),
  fc.dictionary(fc.string(), fc.jsonValue().map(toJson)),
);
const leaf: fc.Arbitrary<RuleJson> = fc.oneof(
  fc.tuple(key, tests).map(([field, rest]) => toJson({ field, ...rest })),
  fc.record({ text: fc.string() }),
  fc.record({ source: fc.oneof(fc.string(), fc.array(fc.string())) }),
  fc.record({ completeness: fc.record({ gte: fc.integer() }) }),
  fc.record({ updated: fc.record({ within: fc.string() }) }),
  fc.record({ did: fc.string(), times: fc.constant({ gte: 3 }) }),
  fc.jsonValue().map(toJson),
);
const { rule } = fc.letrec<{ rule: RuleJson }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({ all: fc.array(tie('rule'), { maxLength: 4 }) }),
    fc.record({ any: fc.array(tie('rule'), { maxLength: 4 }) }),
    fc.record({ not: tie('rule') }),
  ),
}));

function toJson(value: unknown): RuleJson {
  const json: RuleJson = JSON.parse(JSON.stringify(value) ?? 'null');
  return json;
}

/** The paths of all parts of a rule, the whole first. */
function paths(of: RuleJson, at: RulePath = []): RulePath[] {
  const group = readGroup(of);
  if (group === undefined) return [at];
  return [
    at,
    ...group.parts.flatMap((part, i) =>
      paths(part, group.join === 'not' ? [...at, 'not'] : [...at, group.join, i]),
    ),
  ];
}

const count = (of: RuleJson) => paths(of).length;

describe('editing a rule in place', () => {
  it('changes nothing where a part is put back', () => {
    fc.assert(
      fc.property(rule, (of) => {
        for (const path of paths(of)) {
          const part = partAt(of, path);
          expect(part).toBeDefined();
          expect(replaceAt(of, path, part)).toEqual(of);
        }
      }),
    );
  });

  it('changes one part alone: no other is ever lost', () => {
    const mark: RuleJson = { text: 'mark' };
    fc.assert(
      fc.property(rule, (of) => {
        for (const path of paths(of)) {
          const changed = replaceAt(of, path, mark);
          expect(partAt(changed, path)).toEqual(mark);
          for (const other of paths(of)) {
            const isInside = path.every((step, i) => other[i] === step);
            const isAround = other.every((step, i) => path[i] === step);
            if (!isInside && !isAround) expect(partAt(changed, other)).toEqual(partAt(of, other));
          }
          const group = readGroup(partAt(of, path));
          if (group !== undefined && group.join !== 'not')
            expect(count(appendAt(of, path, mark))).toBe(count(of) + 1);
        }
      }),
    );
  });

  it('names places as problems do', () => {
    expect(pathText(['all', 1, 'not', 'any', 0])).toBe('all[1].not.any[0]');
    expect(pathText([])).toBe('');
    expect(replaceAt({ all: [{ text: 'a' }, { text: 'b' }] }, ['all', 0], undefined)).toEqual({
      all: [{ text: 'b' }],
    });
  });
});

describe('filters of one field', () => {
  it('are exchanged without touching the others', () => {
    fc.assert(
      fc.property(rule, key, (of, field) => {
        const filter: RuleJson = { field, eq: 'x' };
        const others = (one: RuleJson) => filtersOf(one).filter((part) => aboutField(part) !== field);
        for (const changed of [
          withField(of, field, filter),
          withField(of, field, null),
          withoutField(of, field),
        ])
          expect(others(changed)).toEqual(others(of));
        expect(filtersOf(withField(of, field, filter))).toContainEqual(filter);
        expect(filtersOf(withFilter(of, filter))).toEqual([...filtersOf(of), filter]);
      }),
    );
  });

  it('know what they are about', () => {
    expect(
      aboutField({
        not: {
          any: [
            { field: 'name', eq: 'a' },
            { field: 'name', exists: false },
          ],
        },
      }),
    ).toBe('name');
    expect(aboutField({ any: [{ field: 'name', eq: 'a' }, { text: 'a' }] })).toBeUndefined();
    expect(aboutField({ source: 'crm' })).toBe('_sources');
    expect(aboutField(everyone)).toBeUndefined();
  });
});

describe('single values', () => {
  it('are read from a filter and joined to one that reads the same', () => {
    fc.assert(
      fc.property(leaf, leaf, (a, b) => {
        for (const filter of [a, { any: [a, b] }]) {
          const values = readValues(filter);
          if (values === undefined) continue;
          const again = joinValues(values);
          const texts = (list: readonly RuleJson[] | undefined) => list?.map(ruleText).toSorted();
          expect(texts(again === null ? [] : readValues(again))).toEqual(texts(values));
        }
      }),
    );
  });

  it('go in and out one by one', () => {
    const sh: RuleJson = { field: 'region', under: '310000' };
    const js: RuleJson = { field: 'region', under: '320000' };
    const none: RuleJson = { field: 'region', exists: false };
    const one = toggleValue({ all: [{ text: 'a' }] }, 'region', sh);
    expect(one).toEqual({ all: [{ text: 'a' }, sh] });
    const two = toggleValue(one, 'region', js);
    expect(two).toEqual({ all: [{ text: 'a' }, { field: 'region', under: ['310000', '320000'] }] });
    const three = toggleValue(two, 'region', none);
    expect(chosenValues(three, 'region')).toEqual([sh, js, none]);
    expect(toggleValue(toggleValue(toggleValue(three, 'region', none), 'region', js), 'region', sh)).toEqual({
      all: [{ text: 'a' }],
    });
    const other: RuleJson = { all: [{ not: sh }] };
    expect(toggleValue(other, 'region', js)).toEqual({ all: [{ not: sh }, js] });
    expect(
      toggleValue(toggleValue(everyone, '_sources', { source: 'a' }), '_sources', { source: 'b' }),
    ).toEqual({
      all: [{ source: ['a', 'b'] }],
    });
  });
});

describe('filters as editors draw them', () => {
  it('say the same when they are written back', () => {
    fc.assert(
      fc.property(leaf, (of) => {
        const filter = readFilter(of);
        if (filter === undefined) return;
        const again = writeFilter(filter, 'under' in (membersOf(of) ?? {}) ? 'under' : 'in');
        expect(readFilter(again)).toEqual(filter);
        expect(spell(again)).toEqual(spell(of));
      }),
      { numRuns: 500 },
    );
  });

  it('read steps of histograms, and leave what they cannot draw', () => {
    const step: RuleJson = {
      all: [{ field: 'employees', gte: 100 }, { not: { field: 'employees', gte: 500 } }],
    };
    const condition: Condition = {
      op: 'range',
      low: { value: 100, open: false },
      high: { value: 500, open: true },
      by: 'start',
    };
    expect(readFilter(step)).toEqual({ key: 'employees', condition });
    expect(writeFilter({ key: 'employees', condition })).toEqual(step);
    const below: RuleJson = {
      all: [{ field: 'profit', exists: true }, { not: { field: 'profit', gte: 0 } }],
    };
    const read = readFilter(below);
    expect(read === undefined ? null : writeFilter(read)).toEqual(below);
    const odd: RuleJson[] = [
      { field: 'a', contains: 'x', exists: true },
      { field: 'a', gt: 1, gte: 2 },
      { field: 'a', eq: { b: 1 } },
      { text: 'a', source: 'b' },
      { any: [] },
      null,
    ];
    for (const one of odd) expect(readFilter(one)).toBeUndefined();
    expect(isComplete({ op: 'in', values: [] })).toBe(false);
    expect(isComplete({ op: 'range', low: null, high: { value: 1, open: true } })).toBe(true);
  });
});

const listed: Readonly<Record<string, string>> = {
  eq: 'in',
  in: 'in',
  ne: 'notIn',
  notIn: 'notIn',
  under: 'under',
  source: 'source',
};

/** A part with all that can be a list written as one. */
function spell(of: RuleJson): string {
  const members = Object.entries(membersOf(of) ?? {}).map(([name, value]) => {
    const list = listed[name];
    return list === undefined ? [name, value] : [list, [value].flat()];
  });
  return ruleText(Object.fromEntries(members));
}
