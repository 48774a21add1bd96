import type { Kind } from '../fields/index.ts';
import { publicMailHosts } from '../lib/mail-host.ts';
import { foldSql, sqlText } from '../lib/text-fold.ts';
import { quoteName } from '../store/warehouse/index.ts';
import { fieldsOfKey, type KeyName } from './nodes/related-finds.ts';
import type { Among, Plan } from './plan.ts';
import { hungFrom } from './texts-sql.ts';

type Related = Extract<Plan, { op: 'related' }>;
type SharedKey = Related['finds'][number]['own'];

interface Parts {
  /** A plan in the WHERE of a statement of its own. */
  readonly compileAlone: (plan: Plan) => string;
  readonly bind: (value: string) => string;
  /** Which customers alone are asked about. */
  readonly among?: Among | undefined;
}

/** Names of one character and addresses of a town say nothing. */
const shortestName = 2;
const shortestAddress = 6;

/**
 * Everybody has keys: a hash of each name, number or address that a relationship is found by, and of the number of whoever stands at
 * the other end of what people set. Who has a key that one of the others has is related; the rule about them is asked once.
 */
export function relatedSql(plan: Related, parts: Parts): string {
  const { own, theirs } = sidesSql(plan, parts);
  if (plan.kind !== plan.other)
    return `_no IN (SELECT no FROM (${own}) WHERE key IN (SELECT key FROM (${theirs})))`;
  // Among one's own kind one shares everything with oneself.
  return `_no IN (SELECT own.no FROM (${own}) AS own
    INNER JOIN (SELECT key, min(no) AS low, max(no) AS high FROM (${theirs}) GROUP BY key) AS their ON own.key = their.key
    WHERE their.low != own.no OR their.high != own.no)`;
}

/** SELECT of (no, other): who is related with whom; for a few, by `among`. */
export function relatedPairsSql(plan: Related, parts: Parts): string {
  const { own, theirs } = sidesSql(plan, parts);
  const other = plan.kind === plan.other ? ' WHERE own.no != their.no' : '';
  return `SELECT own.no AS no, their.no AS other FROM (${own}) AS own
    INNER JOIN (SELECT no, key FROM (${theirs}) WHERE key IN (SELECT key FROM (${own}))) AS their ON own.key = their.key${other}`;
}

/** SELECTs of (no, key): of the profiles that are asked about, and of the others that fit. */
function sidesSql(plan: Related, { compileAlone, bind, among }: Parts): { own: string; theirs: string } {
  const { kind, other, finds } = plan;
  const type = bind(plan.type);
  const ends = (of: Kind, side: number) =>
    hungFrom(of, `{db}.relationships WHERE type = ${type} AND kind = '${of}' AND side = ${side}`);
  const only = among === undefined ? '1' : among('_no');
  const keysOf = (end: 'own' | 'theirs') => finds.map((find) => ({ tag: find.tag, ...find[end] }));
  const byHand = plan.sides.map(
    (side) =>
      `SELECT one.profile AS no, sipHash64('hand', two.profile) AS key FROM (${ends(kind, side)}) AS one
    INNER JOIN (${ends(other, 1 - side)}) AS two ON one.hung = two.hung`,
  );
  const found = keysSql(kind, { keys: keysOf('own'), where: only, more: [] });
  const hung = plan.sides.map((side) => `SELECT profile FROM (${ends(other, 1 - side)})`);
  const isHung = `_no IN (${hung.join(' UNION ALL ')})`;
  const handKey = `if(${isHung}, [sipHash64('hand', _no)], emptyArrayUInt64())`;
  const where = compileAlone(plan.where);
  const theirs = keysSql(other, {
    keys: keysOf('theirs'),
    where: finds.length === 0 ? `${isHung} AND ${where}` : where,
    more: hung.length === 0 ? [] : [handKey],
  });
  const handed =
    among === undefined ? byHand : byHand.map((sql) => `SELECT no, key FROM (${sql}) WHERE ${among('no')}`);
  return { own: [...(finds.length === 0 ? [] : [found]), ...handed].join('\n  UNION ALL '), theirs };
}

interface Keyed {
  readonly keys: readonly (SharedKey & { readonly tag: string })[];
  readonly where: string;
  /** Further keys, as arrays. */
  readonly more: readonly string[];
}

function keysSql(kind: Kind, { keys, where, more }: Keyed): string {
  const isCalled = keys.some(({ by }) => by === 'called' || by === 'represented');
  const former = keys.some((key) => key.former) ? ['former_names'] : [];
  const columns = [
    '_no',
    '_name',
    ...(isCalled ? former : []),
    ...keys.flatMap(({ by }) => fieldsOfKey[by]).filter((key) => key !== 'name'),
  ];
  const rows = `SELECT ${[...new Set(columns)].map(quoteName).join(', ')} FROM {db}.profiles_${kind} WHERE ${where}`;
  const from = isCalled
    ? `(${rows}) AS w LEFT JOIN (${claimedSql(kind)}) AS c ON _no = claimant`
    : `(${rows})`;
  const arrays = [
    ...keys.map((key) => `arrayMap(x -> sipHash64('${key.tag}', x), ${textsSql(key)})`),
    ...more,
  ];
  return `SELECT _no AS no, arrayJoin(arrayConcat(${arrays.join(', ')})) AS key FROM ${from}`;
}

/** What records call profiles of several records, whichever name is shown. */
function claimedSql(kind: Kind): string {
  const links = `SELECT no, profile FROM {db}.links_${kind}`;
  return `SELECT if(l.profile = 0, f._no, l.profile) AS claimant, groupUniqArray(${foldSql('f.name')}) AS claimed
    FROM (SELECT _no, name FROM {db}.facts_${kind} WHERE name != '' AND _no IN (SELECT arrayJoin([no, profile]) FROM (${links}))) AS f
    LEFT JOIN (${links}) AS l ON f._no = l.no GROUP BY claimant`;
}

const none = "CAST([], 'Array(String)')";
const oneOf = (text: string, shortest: number) => `if(lengthUTF8(${text}) < ${shortest}, ${none}, [${text}])`;
const names = (former: boolean) => {
  const all = ['[_name]', 'claimed', ...(former ? [`arrayMap(n -> ${foldSql('n')}, former_names)`] : [])];
  return `arrayFilter(n -> lengthUTF8(n) >= ${shortestName}, arrayDistinct(arrayConcat(${all.join(', ')})))`;
};
const pair = (firm: string, representative: string) => `concat(${firm}, '\\n', ${representative})`;

/** The texts that a key is made of, folded as names are searched. */
function textsSql({ by, former }: SharedKey): string {
  const texts: Readonly<Record<KeyName, () => string>> = {
    employer: () => `arrayMap(n -> ${foldSql('n')}, ${oneOf('employer_name', shortestName)})`,
    employee: () =>
      `arrayMap(n -> ${pair(foldSql('n'), '_name')}, if(_name = '', ${none}, ${oneOf('employer_name', shortestName)}))`,
    called: () => names(former),
    represented: () =>
      `arrayMap(r -> arrayMap(n -> ${pair('n', 'r')}, ${names(former)}), if(legal_representative = '', ${none}, [${foldSql('legal_representative')}]))`,
    parent: () => `arrayMap(n -> ${foldSql('n')}, ${oneOf('parent_name', shortestName)})`,
    phones: () => 'phones',
    domains: () =>
      `arrayFilter(d -> d != '' AND d NOT IN (${publicMailHosts.map(sqlText).join(', ')}), arrayDistinct(arrayMap(e -> splitByChar('@', e)[2], emails)))`,
    address: () => oneOf('address', shortestAddress),
  };
  const text = texts[by]();
  return by === 'represented' ? `arrayFlatten(${text})` : text;
}
