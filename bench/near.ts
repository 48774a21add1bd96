import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { Client } from '../src/client.ts';
import { distanceKm, type Point, pointSchema } from '../src/lib/point.ts';
import { queryProfiles } from '../src/query/contract.ts';
import { takeFile } from './intake.ts';
import { keepInstallation } from './installation.ts';
import { demand, round, summarise, time } from './measure.ts';
import { startServer, waitUntilQuiet } from './server.ts';
import type { Bench } from './types.ts';

const distances = [1, 10, 100, 1_000] as const;
const towns = 300;
const linesAtOnce = 10_000;

/** Numbers from 0 to 1, the same for the same seed (a linear congruential generator). */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Towns anywhere between 18 and 53 degrees north and 74 and 135 degrees east. */
function makeTowns(dice: () => number): Point[] {
  return Array.from({ length: towns }, () => ({ latitude: 18 + dice() * 35, longitude: 74 + dice() * 61 }));
}

/** Shops: most of them in towns, the nearer to the middle the more, and one in ten anywhere. */
function* writeShops(rows: number, dice: () => number, places: readonly Point[]): Generator<string> {
  yield '企业名称,经度,纬度\n';
  for (let from = 0; from < rows; from += linesAtOnce) {
    const lines: string[] = [];
    for (let n = from; n < Math.min(rows, from + linesAtOnce); n += 1) {
      const town = places[Math.floor(dice() * places.length)];
      const isAway = town === undefined || dice() < 0.1;
      const { latitude, longitude } = isAway ? { latitude: 35, longitude: 105 } : town;
      const spread = isAway ? 17 : 0.3;
      const aside = () => (dice() + dice() - 1) * spread;
      lines.push(`门店${n},${(longitude + aside()).toFixed(6)},${(latitude + aside()).toFixed(6)}\n`);
    }
    yield lines.join('');
  }
}

/** Who is near a place: how many, and the fifty nearest in their order. */
async function findNear(client: Client, point: Point, km: number): Promise<number> {
  const { rows, total } = await client.call(queryProfiles, {
    rule: { field: 'coordinates', near: { ...point, km } },
    sort: [{ field: 'coordinates' }],
    fields: ['name', 'coordinates'],
    limit: 50,
  });
  const found = rows.map(({ coordinates }) => distanceKm(point, pointSchema.parse(coordinates)));
  demand(
    found.every((far, i) => far <= km * 1.01 && far >= (found[i - 1] ?? 0) * 0.99),
    `${found.join(', ')} km are not the nearest within ${km} km`,
  );
  demand(rows.length === Math.min(50, total ?? 0), `${rows.length} rows of ${total}`);
  return total ?? 0;
}

/** `near`: shops by their coordinates: how many are within 1, 10, 100 and 1,000 km of a place, and the fifty nearest of them. */
export const nearBench: Bench = async (run) => {
  const { options, directory, say } = run;
  const { rows, seed, runs = 30 } = options;
  const data = await keepInstallation(run, { shops: rows, seed }, async ({ client }) => {
    const file = join(directory, 'shops.csv');
    say(`making ${rows} shops …`);
    const dice = createDice(seed);
    await pipeline(Readable.from(writeShops(rows, dice, makeTowns(dice))), createWriteStream(file));
    const taken = await takeFile(client, file, 'bench');
    say(`imported in ${round(taken.seconds)} s`);
    demand(
      taken.result.issues.length === 0,
      `coordinates fail their check: ${JSON.stringify(taken.result.issues)}`,
    );
    await rm(file, { force: true });
  });
  const server = await startServer(data);
  try {
    await waitUntilQuiet(server);
    const places = makeTowns(createDice(seed));
    const figures = new Map<string, number>();
    for (const km of distances) {
      const times: number[] = [];
      let most = 0;
      for (let n = 0; n < runs; n += 1) {
        const place = places[(n * 7) % towns] ?? { latitude: 0, longitude: 0 };
        const { value, seconds } = await time(() => findNear(server.client, place, km));
        most = Math.max(most, value);
        times.push(seconds * 1000);
      }
      const { p50Ms, p95Ms } = summarise(times);
      figures.set(`near${km}KmP50Ms`, p50Ms).set(`near${km}KmP95Ms`, p95Ms).set(`near${km}KmMost`, most);
    }
    const peakMemoryMB = await server.peakMemoryMB();
    return { bench: 'near', rows, runs, ...Object.fromEntries(figures), peakMemoryMB };
  } finally {
    await server.stop();
  }
};
