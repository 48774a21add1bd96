import { boxAround } from '../lib/point.ts';
import { quoteName } from '../store/warehouse/index.ts';
import type { AskedPlace } from './nodes/field-near.ts';
import type { Plan } from './plan.ts';

type Bind = (type: 'Float64', value: number) => string;

/** How far the points of two columns are from another, in metres over the ground; NULL where there is none. */
function distanceSql(
  columns: { latitude: string; longitude: string },
  to: { latitude: string; longitude: string },
): string {
  return `geoDistance(${columns.longitude}, ${columns.latitude}, ${to.longitude}, ${to.latitude})`;
}

/** How many metres the points of a field are from a place: an expression with its numbers in it, which are no texts from outside. */
export function distanceFrom({ key, near }: AskedPlace): string {
  const write = (degrees: number) => `toFloat64(${degrees})`;
  const to = { latitude: write(near.latitude), longitude: write(near.longitude) };
  return `toFloat64(${distanceSql(columnsOf(key, `${key}_longitude`), to)})`;
}

/** Points at most so far from a place: those in a box around it are found by their numbers, and measured. */
export function compileNear(
  { column, beside, point, km }: Extract<Plan, { op: 'near' }>,
  bind: Bind,
): string {
  const box = boxAround(point, km);
  const columns = columnsOf(column, beside);
  const within = (name: string, [from, to]: readonly [number, number]) =>
    `${name} BETWEEN ${bind('Float64', from)} AND ${bind('Float64', to)}`;
  const [latitude, longitude] = [bind('Float64', point.latitude), bind('Float64', point.longitude)];
  const tests = [
    within(columns.latitude, box.latitude),
    ...(box.longitudes.length === 0
      ? []
      : [anyOf(box.longitudes.map((range) => within(columns.longitude, range)))]),
    `${distanceSql(columns, { latitude, longitude })} <= ${bind('Float64', km * 1000)}`,
  ];
  return `(${tests.join('\n  AND ')})`;
}

function columnsOf(latitude: string, longitude: string) {
  return { latitude: quoteName(latitude), longitude: quoteName(longitude) };
}

function anyOf(tests: readonly string[]): string {
  return tests.length === 1 ? tests.join('') : `(${tests.join(' OR ')})`;
}
