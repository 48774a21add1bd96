import { z } from 'zod';

import {
  behindLoad,
  readAgent,
  readSaid,
  refreshOwners,
  trackedField,
  type Guards,
  type Said,
  type SaidPlace,
} from '../events/index.ts';
import { kinds } from '../fields/index.ts';
import { openDesk, type Desk } from '../jobs/index.ts';
import { mapInSlices } from '../lib/slices.ts';
import type { Sources } from '../sources/index.ts';
import { statement } from '../store/operational/index.ts';
import { guardRecords, type SaidRecord } from './guarded.ts';
import type { House } from './house.ts';
import { takeRecords } from './take-records.ts';
import { traitReader } from './traits.ts';
import { takeTurn } from './turn.ts';

/** Customers of whom records are made at a time: many of them cost little more than few. */
const atOnce = 50_000;

const statements = {
  get: statement({
    name: 'flow.said.get',
    sql: 'SELECT said FROM event_progress WHERE workspace = $1',
    row: z.object({ said: z.coerce.number() }),
  }),
  put: statement({
    name: 'flow.said.put',
    sql: 'INSERT INTO event_progress (workspace, said) VALUES ($1, $2) ON CONFLICT (workspace) DO UPDATE SET said = excluded.said',
    row: z.unknown(),
  }),
};

interface SaidRooms {
  readonly sources: Pick<Sources, 'find'>;
  readonly guards: Pick<Guards, 'find'>;
}

/** The desk that makes records of what events say of customers. */
interface SaidDesk extends Desk {
  /** Wakes where an earlier process left something. */
  resume(workspace: string): Promise<void>;
}

/** Opens the desk; what is cut off is done again, and says nothing new then. */
export function openSaidDesk(house: House, rooms: SaidRooms): SaidDesk {
  const { later, stopping } = house;
  const desk = openDesk({ work: (workspace) => takeAllSaid(house, rooms, workspace), later, stopping });
  return {
    ...desk,
    async resume(workspace) {
      // Without the turn, which is a connection of its own: nearly nowhere something is left.
      const left = await readSaid(await house.warehouse(workspace), await placeOf(house, workspace), 1);
      if (left.length > 0) desk.wake(workspace);
    },
  };
}

/** Up to where records are made. */
async function placeOf({ operational }: Pick<House, 'operational'>, workspace: string): Promise<SaidPlace> {
  const { said } = (await operational.row(statements.get, [workspace])) ?? { said: 0 };
  return behindLoad(said);
}

async function takeAllSaid(house: House, rooms: SaidRooms, workspace: string): Promise<void> {
  const warehouse = await house.warehouse(workspace);
  const lock = await house.operational.lock(`said:${workspace}`);
  try {
    const keep = (whole: number) => house.operational.run(statements.put, [workspace, whole]);
    let place = await placeOf(house, workspace);
    let taken: number | undefined;
    for (;;) {
      lock.check();
      const said = await readSaid(warehouse, place, atOnce);
      const last = said.at(-1);
      if (last === undefined) break;
      if (taken !== undefined) await keep(taken);
      await takeSaid(house, rooms, { workspace, said });
      place = last;
      // The load that the page ends in may go on: only those before it are done.
      taken = said.length < atOnce ? last.seq : last.seq - 1;
    }
    if (taken === undefined) return;
    await takeTurn(house, workspace, () => refreshOwners(warehouse));
    // The last page is done once it is known whose the events are: cut off before, all of that is done again.
    await keep(taken);
  } finally {
    await lock.release();
  }
}

interface SaidPage {
  readonly workspace: string;
  readonly said: readonly Said[];
}

async function takeSaid(house: House, { sources, guards }: SaidRooms, page: SaidPage): Promise<void> {
  const { workspace } = page;
  for (const kind of kinds) {
    const fields = await house.fields(workspace, kind);
    const readTraits = traitReader(fields);
    const news = page.said.filter((one) => one.kind === kind && !hasRecord(one));
    const read = await mapInSlices(news, (said): SaidRecord => ({
      said,
      record: readRecord(said, readTraits),
    }));
    const kept = kind === 'person' ? await guardRecords(house, { workspace, guards }, read) : read;
    for (const name of new Set(kept.map(({ said }) => said.source))) {
      const source = await sources.find(workspace, name);
      if (source === undefined) continue;
      const records = kept.flatMap(({ said, record }) => (said.source === name ? [record] : []));
      await takeRecords(house, { workspace, kind, source, actor: '', records, sets: [], tiedTo: null });
    }
  }
}

/** Whom the event of a form or connector names has its record from there already (src/forms, src/connectors). */
function hasRecord({ value, traits }: Said): boolean {
  return /^(?:sub_[0-9a-z]{26}$|conn_[0-9a-z]{26}:)/.test(value) && Object.keys(traits).length === 0;
}

/** The id by which the applications know a customer is also the number that this source gives it. */
function readRecord(
  { field, value, traits }: Said,
  readTraits: ReturnType<typeof traitReader>,
): Record<string, string> {
  return {
    [field]: value,
    ...(field === trackedField ? { external_id: value } : {}),
    ...readTraits(traits),
    ...readDevice(traits['$agent']),
  };
}

/** With what somebody came, as values of the fields of devices; what names no system is no device of a person. */
function readDevice(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const { maker, model, system, browser } = readAgent(text);
  const values = { devices: `${maker} ${model}`.trim(), operating_system: system, browser };
  return system === '' ? {} : Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
