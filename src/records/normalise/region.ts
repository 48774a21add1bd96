import { regionNames, type PlaceName } from '../../fields/index.ts';
import { lookUpName } from '../../store/warehouse/index.ts';
import type { Let } from './layers.ts';

/** Steps, and the expression of the region's code that they end in (0 where no place is found). */
export interface RegionSteps {
  readonly lets: readonly Let[];
  readonly code: string;
}

interface RegionTables {
  readonly provincePattern: string;
  readonly cityPattern: string;
  /** Paths such as 江苏省/南京市/江宁区 and their shorter forms, to the place's code. */
  readonly counties: ReadonlyMap<string, number>;
  readonly cities: ReadonlyMap<string, number>;
  readonly provinces: ReadonlyMap<string, number>;
}

let tables: RegionTables | undefined;

function alternation(texts: readonly string[]): string {
  return [...texts].sort((a, b) => b.length - a.length).join('|');
}

function regionTables(): RegionTables {
  tables ??= buildTables();
  return tables;
}

/** One name is enough for a path: short names stand for long ones, so 江苏南京 and 江苏省南京市 are the same path. */
function shortest(names: readonly PlaceName[]): Map<number, string> {
  const found = new Map<number, string>();
  for (const { text, code } of names) {
    const known = found.get(code);
    if (known === undefined || text.length < known.length) found.set(code, text);
  }
  return found;
}

/** The paths that mean a county: with and without its province. 北京朝阳区 looks like Beijing, then the city of 朝阳, then 区. */
function countyPaths(
  county: string,
  of: { province: string; city: string; cities: ReadonlyMap<number, string> },
): string[] {
  const paths = [`${of.province}/${of.city}/${county}`, `${of.city}/${county}`];
  if (of.city !== of.province) return paths;
  const split = [...of.cities.values()]
    .filter((city) => county.startsWith(city))
    .map((city) => `${of.city}/${city}/${county.slice(city.length)}`);
  return [...paths, `${of.city}//${county}`, ...split];
}

function buildTables(): RegionTables {
  const provinceOf = shortest(regionNames().provinces);
  const cityOf = shortest(regionNames().cities);
  const cities = cityPaths(provinceOf, cityOf);
  const counties = new Map<string, number>();
  for (const [path, code] of listCountyPaths(provinceOf, cityOf))
    if (!counties.has(path) && !cities.has(path)) counties.set(path, code);
  return {
    provincePattern: `^(${alternation([...provinceOf.values()])})(?:省|市|自治区|维吾尔自治区|壮族自治区|回族自治区|特别行政区)?(?:(?:北京|天津|上海|重庆)市)?`,
    cityPattern: `^([^/]+/)?(${alternation([...cityOf.values()])})(?:市|州|盟|[\\\\p{Han}]{0,12}?自治州)?`,
    counties,
    cities,
    provinces: new Map([...provinceOf].map(([code, text]) => [`${text}/`, code])),
  };
}

/** 苏州市 → 江苏省: the first two digits of a code are its province's. */
function provinceCode(code: number): number {
  return Math.floor(code / 10_000) * 10_000;
}

/** Every path that means a province or a city, and the English names of both; a municipality is its province. */
function cityPaths(
  provinceOf: ReadonlyMap<number, string>,
  cityOf: ReadonlyMap<number, string>,
): Map<string, number> {
  const paths = new Map<string, number>();
  for (const [code, text] of provinceOf) paths.set(`${text}/`, code);
  for (const { text, code } of regionNames().english) paths.set(text, code);
  for (const [code, text] of cityOf) {
    const province = provinceCode(code);
    const provinceText = provinceOf.get(province) ?? '';
    paths.set(`${provinceText}/${text}/`, provinceText === text ? province : code);
    if (!paths.has(`${text}/`)) paths.set(`${text}/`, code);
  }
  return paths;
}

/** Every path that may mean a county, the surer ones first: of two that are the same, the first counts. */
function* listCountyPaths(
  provinceOf: ReadonlyMap<number, string>,
  cityOf: ReadonlyMap<number, string>,
): Generator<readonly [path: string, code: number]> {
  const names = regionNames();
  const provinceText = (code: number) => provinceOf.get(provinceCode(code)) ?? '';
  for (const [cityCode, city] of cityOf) {
    const of = { province: provinceText(cityCode), city, cities: cityOf };
    const counties = (names.counties.get(cityCode) ?? []).filter(({ text }) => /[区县市旗]$/.test(text));
    for (const { text, code } of counties) for (const path of countyPaths(text, of)) yield [path, code];
  }
  for (const { text, code } of names.uniqueCounties) {
    yield [`${provinceText(code)}/${text}`, code];
    yield [text, code];
  }
}

/**
 * The region that an address or the name of a place lies in, read from the left: province, city, county; a code of the
 * standard; an English name. Every step but the first few is a function of one dictionary column, so that it is worked
 * out once for each of the few thousand distinct beginnings of addresses.
 */
export function findRegion(prefix: string, raw: string): RegionSteps {
  const known = regionTables();
  const name = (part: string) => `${prefix}_${part}`;
  const head = name('head');
  const path = name('path');
  const upper = name('upper');
  const withProvince = `replaceRegexpOne(${head}, '${known.provincePattern}', '\\\\1/')`;
  const withCity = `replaceRegexpOne(${withProvince}, '${known.cityPattern}', '\\\\1\\\\2/')`;
  const lets: Let[] = [
    ...headSteps(raw, name),
    [path, withCity],
    [upper, `replaceRegexpOne(${path}, '[^/]*$', '')`],
    [name('county'), lookUpName(`concat('county:', ${path})`)],
    [
      name('city'),
      `if(match(${head}, '[市州盟省区县旗]') OR endsWith(${path}, '/'), ${lookUpName(`concat('place:', ${upper})`)}, 0)`,
    ],
    [name('province'), lookUpName(`concat('province:', replaceRegexpOne(${path}, '/.*$', '/'))`)],
    [name('english'), lookUpName(`concat('place:', lower(${head}))`)],
    [name('digits'), `toUInt32OrZero(extract(${head}, '^([1-8]\\\\d{5})(?:\\\\d{3}|\\\\d{6})?$'))`],
    [
      name('region'),
      `toUInt32(multiIf(${['county', 'city', 'province', 'english'].map((part) => `${name(part)} != 0, ${name(part)}`).join(', ')}, ${name('digits')}))`,
    ],
  ];
  return { lets, code: name('region') };
}

/**
 * The part of an address that names places, as a dictionary: up to the second city near the front (三明市永安市), the first
 * sign of a county, or the city. Plain searches for single characters, since every address passes here.
 */
function headSteps(raw: string, name: (part: string) => string): Let[] {
  const front = name('front');
  const after = (sign: string, start: string) => `position(${front}, '${sign}', toUInt64(${start}))`;
  const [own, county, city, second] = [name('own'), name('county_end'), name('city_end'), name('second_end')];
  const candidates = ['区', '县', '旗'].map(
    (sign) => `if(${after(sign, own)} = 0, 1000, ${after(sign, own)})`,
  );
  return [
    [
      front,
      `substring(replaceOne(if(startsWith(${raw}, '中国'), substring(${raw}, 7), ${raw}), '地区', '州'), 1, 90)`,
    ],
    [own, `if(position(${front}, '自治') > 0, position(${front}, '自治') + 9, 4)`],
    [county, `least(${candidates.join(', ')})`],
    [city, `position(${front}, '市')`],
    [second, `if(${city} = 0, 0, ${after('市', `${city} + 3`)})`],
    [
      name('cut'),
      // 济南市市中区 names one city, and a county whose name begins with its sign; 北京市北京市朝阳区 names one twice.
      `multiIf(${second} > ${city} + 3 AND ${second} < 40 AND ${second} < ${county} AND substring(${front}, 1, 6) NOT IN ('北京', '天津', '上海', '重庆'), ${second} + 2, ${county} < 1000, ${county} + 2, ${second} > 0 AND ${second} < 40, ${second} + 2, ${city} > 0, ${city} + 2, length(${front}) = lengthUTF8(${front}), 90, length(substringUTF8(${front}, 1, 8)))`,
    ],
    [name('head'), `toLowCardinality(replaceAll(substring(${front}, 1, ${name('cut')}), ' ', ''))`],
  ];
}

/** What the steps look up by name: places by their path. */
export function placeEntries(): (readonly [name: string, code: number])[] {
  const { counties, cities, provinces } = regionTables();
  const named = (prefix: string, names: ReadonlyMap<string, number>) =>
    [...names].map(([name, code]) => [`${prefix}:${name}`, code] as const);
  return [...named('county', counties), ...named('place', cities), ...named('province', provinces)];
}

/** Of several regions the most exact one: a county before a city before a province. */
export function pickRegion(codes: readonly string[]): string {
  const [first, ...rest] = codes;
  if (first === undefined) return '0';
  if (rest.length === 0) return first;
  const tests = ['% 100 != 0', '% 10000 != 0', '!= 0'];
  const cases = tests.flatMap((test) => codes.map((code) => `${code} ${test}, ${code}`));
  return `multiIf(${cases.join(', ')}, 0)`;
}
