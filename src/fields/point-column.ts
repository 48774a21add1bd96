import type { Datum, PointPart } from '../lib/point.ts';

/** What a column of coordinates holds, as far as its header and its cells tell it. */
export interface PointColumn {
  readonly point: PointPart;
  readonly datum: Datum;
}

/** Neither 经营地坐标 nor `platform` names a half: words stand whole, or at an end where a header's spaces are folded away. */
const [latitudeWord, longitudeWord] = [
  /[纬緯]|latitude|^lat|lat$/i,
  /[经經経](?=[度纬緯]|$)|longitude|lng|^lon|lon$|long$/i,
];

const datumWords: readonly (readonly [Datum, RegExp])[] = [
  ['bd09', /bd-?09|百度|baidu/i],
  ['gcj02', /gcj|火星|国测局|高德|腾讯|amap|tencent/i],
];

/**
 * Which half of a point a column has, or in which order both: the cells decide where one of their numbers is too large
 * for a latitude, else the header; and by whose maps they were measured, where the header names them.
 */
export function readPointColumn(header: string, cells: readonly string[]): PointColumn {
  const datum = datumWords.find(([, pattern]) => pattern.test(header))?.[0] ?? 'wgs84';
  return { point: pointHalf(header) ?? readOrder(cells) ?? orderOfHeader(header), datum };
}

/** The half of a point that a header names alone. */
export function pointHalf(header: string): 'latitude' | 'longitude' | undefined {
  const [latitude, longitude] = [latitudeWord.test(header), longitudeWord.test(header)];
  if (latitude === longitude) return undefined;
  return latitude ? 'latitude' : 'longitude';
}

function orderOfHeader(header: string): PointPart {
  const [latitude, longitude] = [header.search(latitudeWord), header.search(longitudeWord)];
  return longitude >= 0 && longitude < latitude ? 'longitude_latitude' : 'latitude_longitude';
}

/** The order that cells with a number above 90 show; undefined where none has one, or some show another. */
function readOrder(cells: readonly string[]): PointPart | undefined {
  const found = new Set<PointPart>();
  for (const cell of cells) {
    const [first = 0, second = 0] = (cell.match(/-?\d+(?:\.\d+)?/g) ?? []).map(Number);
    if (Math.abs(first) > 90) found.add('longitude_latitude');
    else if (Math.abs(second) > 90) found.add('latitude_longitude');
  }
  const [only] = found;
  return found.size === 1 ? only : undefined;
}
