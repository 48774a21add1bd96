import { z } from 'zod';

/** A point on earth, in degrees of WGS 84: what satellites tell. */
export const pointSchema = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
});
export type Point = z.output<typeof pointSchema>;

/** What the numbers of one column are: one half of a point, or both in this order. */
export const pointParts = ['latitude', 'longitude', 'latitude_longitude', 'longitude_latitude'] as const;
export type PointPart = (typeof pointParts)[number];

/** By what coordinates were measured: satellites, China's shifted system (Amap, Tencent), Baidu's, shifted once more. */
export const datums = ['wgs84', 'gcj02', 'bd09'] as const;
export type Datum = (typeof datums)[number];

/** `31.2304, 121.4737`: as maps take it, and as it is read again. */
export function writePoint({ latitude, longitude }: Point): string {
  return `${latitude}, ${longitude}`;
}

/** A point as people paste it: latitude first, unless only the second number can be one; undefined for anything else. */
export function readPoint(text: string): Point | undefined {
  const [, first, second] =
    /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[°,;，；、\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*$/u.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const [a, b] = [Number(first), Number(second)];
  const [latitude, longitude] = Math.abs(a) > 90 ? [b, a] : [a, b];
  return pointSchema.safeParse({ latitude, longitude }).data;
}

/** The mean radius of the earth, in kilometres. */
const radius = 6371.0088;
/** Half the way around the earth, in kilometres, rounded up: no two points are farther apart. */
export const farthest = 20_040;

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const degrees = (angle: number) => (angle * 180) / Math.PI;

/** How far two points are from each other on a sphere, in kilometres: within half a hundredth of what the earth has. */
export function distanceKm(a: Point, b: Point): number {
  const half = (one: number, other: number) => Math.sin(radians(one - other) / 2) ** 2;
  const turn = half(a.longitude, b.longitude);
  const share =
    half(a.latitude, b.latitude) + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * turn;
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(share)));
}

/** A part of the earth between two latitudes, with the ranges of longitude in it; none where all longitudes are. */
export interface Box {
  readonly latitude: readonly [south: number, north: number];
  readonly longitudes: readonly (readonly [west: number, east: number])[];
}

/** Distances differ by as much between a sphere and the earth. */
const slack = 1.01;

/**
 * The smallest box that holds all points within a distance of another, with a little to spare. Over a pole it has all
 * longitudes; over the line where days change it has two ranges of them.
 */
export function boxAround({ latitude, longitude }: Point, km: number): Box {
  const angle = Math.min(Math.PI, (km * slack) / radius);
  const [south, north] = [latitude - degrees(angle), latitude + degrees(angle)];
  const bounds = { latitude: [Math.max(-90, south), Math.min(90, north)] as const };
  if (south <= -90 || north >= 90) return { ...bounds, longitudes: [] };
  const width = degrees(Math.asin(Math.min(1, Math.sin(angle) / Math.cos(radians(latitude)))));
  const [west, east] = [longitude - width, longitude + width];
  if (west < -180)
    return {
      ...bounds,
      longitudes: [
        [-180, east],
        [west + 360, 180],
      ],
    };
  if (east > 180)
    return {
      ...bounds,
      longitudes: [
        [-180, east - 360],
        [west, 180],
      ],
    };
  return { ...bounds, longitudes: [[west, east]] };
}
