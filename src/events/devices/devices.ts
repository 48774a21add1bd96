import { z } from 'zod';

import type { Caller } from '../../access/index.ts';
import type { Kind } from '../../fields/index.ts';
import type { Output } from '../../lib/endpoint.ts';
import { findPlace } from '../../profiles/index.ts';
import { statement, type Warehouse } from '../../store/warehouse/index.ts';
import { entitiesOf } from '../owners.ts';
import type { Sights } from '../sights.ts';
import { readAgent } from './agent.ts';
import type { Device, listDevices } from './contract.ts';
import type { Places } from './places.ts';

interface DeviceOptions {
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly sights: Sights;
  readonly places: Places;
}

/** More devices than these are those of a shop or an office; the latest are shown. */
const most = 100;

const sightingRow = z.object({
  id: z.string(),
  agent: z.string(),
  model: z.string(),
  system: z.string(),
  apps: z.array(z.string()),
  screens: z.array(z.string()),
  locales: z.array(z.string()),
  zones: z.array(z.string()),
  networks: z.array(z.string()),
  ip: z.string(),
  first: z.coerce.number(),
  last: z.coerce.number(),
});
export type Sighting = z.output<typeof sightingRow>;

const ms = (column: string) => `toUnixTimestamp64Milli(${column})`;
const all = (column: string, alias: string) =>
  `arrayFilter(v -> v != '', groupUniqArray(20)(toString(${column}))) AS ${alias}`;

/** The devices of a profile, as a SELECT: one is a device or browser together with what it calls itself. */
function findSightings(kind: Kind) {
  const whose = entitiesOf(kind, '{numbers:Array(UInt32)}');
  return statement({
    name: 'events.devices',
    sql: `SELECT lower(hex(sipHash64(device, agent, model, system))) AS id, agent, model, system,
      ${all('app', 'apps')}, ${all('screen', 'screens')}, ${all('locale', 'locales')}, ${all('zone', 'zones')}, ${all('network', 'networks')},
      argMax(ip, s.last) AS ip, ${ms('min(s.first)')} AS first, ${ms('max(s.last)')} AS last
    FROM {db}.sightings AS s WHERE entity IN (${whose})
    GROUP BY device, agent, model, system ORDER BY max(s.last) DESC, id LIMIT ${most}`,
    row: sightingRow,
  });
}

const finders = { person: findSightings('person'), organization: findSightings('organization') } as const;

/** With what a profile was seen, the latest first. */
export function readSightings(
  warehouse: Warehouse,
  { kind, numbers }: { readonly kind: Kind; readonly numbers: readonly number[] },
): Promise<Sighting[]> {
  return warehouse.rows(finders[kind], { numbers: [...numbers] });
}

/** What a sighting tells; what an application says of its device wins over what its browser calls itself. */
export function describeDevice({ agent, model, system }: Pick<Sighting, 'agent' | 'model' | 'system'>) {
  const read = readAgent(agent);
  return {
    type: read.type,
    model: model || `${read.maker} ${read.model}`.trim(),
    system: system || read.system,
    browser: read.browser,
  };
}

/** Devices, browsers and apps with which customers came. */
export function createDevices({ warehouse, sights, places }: DeviceOptions) {
  return {
    async list(caller: Caller, id: string): Promise<Output<typeof listDevices>> {
      const store = await warehouse(caller.workspace);
      const found = await readSightings(store, await findPlace(store, id));
      const open = (await sights(caller)).personal === 'full';
      return { rows: found.map((row) => presentDevice(row, open ? places : null)) };
    },
  };
}

/** Where somebody was and under which address is for those who see personal fields in full. */
function presentDevice(row: Sighting, places: Places | null): Device {
  const { id, apps, screens, locales, zones, networks, ip, first, last } = row;
  return {
    id,
    ...describeDevice(row),
    apps,
    screens,
    locales,
    zones,
    networks,
    place: places?.find(ip) ?? null,
    ip: places === null ? '' : ip,
    first: new Date(first).toISOString(),
    last: new Date(last).toISOString(),
  };
}
