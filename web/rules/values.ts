import {
  filtersAbout,
  membersOf,
  readGroup,
  ruleText,
  type RuleJson,
  withField,
  withFilter,
} from './rule.ts';

/**
 * A filter on one field as the single values that it lets through, each as a rule of its own, as the server counts them; undefined
 * where it says anything else.
 */
export function readValues(filter: RuleJson): readonly RuleJson[] | undefined {
  const group = readGroup(filter);
  return group === undefined
    ? readOwnValues(filter)
    : group.join === 'any'
      ? readAny(group.parts)
      : undefined;
}

function readAny(parts: readonly RuleJson[]): readonly RuleJson[] | undefined {
  const read = parts.map(readValues);
  const known = read.filter((one) => one !== undefined);
  return known.length < read.length ? undefined : known.flat();
}

function readOwnValues(filter: RuleJson): readonly RuleJson[] | undefined {
  const { field, ...others } = membersOf(filter) ?? {};
  const [only, second] = Object.entries(others);
  if (only === undefined) return undefined;
  const [name, value] = only;
  if (field === undefined) return name === 'source' ? spread(value, (source) => ({ source })) : undefined;
  // A value that is on no list can be asked for only as one that failed its check.
  if (second !== undefined) return 'eq' in others && others['valid'] === false ? [filter] : undefined;
  return readTest(field, name, value);
}

function readTest(field: RuleJson, name: string, value: RuleJson): readonly RuleJson[] | undefined {
  if (name === 'in' || name === 'eq') return spread(value, (eq) => ({ field, eq }));
  if (name === 'under') return spread(value, (under) => ({ field, under }));
  return name === 'exists' && value === false ? [{ field, exists: false }] : undefined;
}

function spread(value: RuleJson, make: (one: RuleJson) => RuleJson): RuleJson[] {
  return [value].flat().map(make);
}

/** The filter that lets these values through, in the shortest form; null where there are none. */
export function joinValues(values: readonly RuleJson[]): RuleJson | null {
  const parts = new Map<string, RuleJson[]>();
  for (const value of values) {
    const { field = '', ...others } = membersOf(value) ?? {};
    const [name = ''] = Object.keys(others);
    const single = Object.keys(others).length === 1 && ['eq', 'under', 'source'].includes(name);
    const key = single ? `${name} ${ruleText(field)}` : ruleText(value);
    parts.set(key, [...(parts.get(key) ?? []), value]);
  }
  const joined = [...parts.values()].map(joinAlike);
  const [first, ...others] = joined;
  if (first === undefined) return null;
  return others.length === 0 ? first : { any: joined };
}

/** Values that differ in one member only, as a list of it. */
function joinAlike(values: readonly RuleJson[]): RuleJson {
  const [first = null] = values;
  if (values.length < 2) return first;
  const { field, ...others } = membersOf(first) ?? {};
  const [name = ''] = Object.keys(others);
  const list = values.flatMap((value) => membersOf(value)?.[name] ?? []);
  return { ...(field === undefined ? {} : { field }), [name === 'eq' ? 'in' : name]: list };
}

/** The values of a field that a rule lets through; undefined where it asks the field for something else. */
export function chosenValues(rule: RuleJson, key: string): readonly RuleJson[] | undefined {
  const own = filtersAbout(rule, key);
  const [only] = own;
  if (only === undefined) return [];
  return own.length > 1 ? undefined : readValues(only);
}

/** Lets one value more through, or one less. What the rule says of the field otherwise stays beside it. */
export function toggleValue(rule: RuleJson, key: string, value: RuleJson): RuleJson {
  const chosen = chosenValues(rule, key);
  if (chosen === undefined) return withFilter(rule, value);
  const text = ruleText(value);
  const others = chosen.filter((one) => ruleText(one) !== text);
  return withField(rule, key, joinValues(others.length < chosen.length ? others : [...chosen, value]));
}
