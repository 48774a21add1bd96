import { z } from 'zod';

import { readAgent, readSaid, refreshOwners, trackedField, type Said } from '../events/index.ts';
import { kinds, type Kind } from '../fields/index.ts';
import type { Sources } from '../sources/index.ts';
import { statement } from '../store/operational/index.ts';
import { dropCrowded } from './crowded.ts';
import type { House } from './house.ts';
import { takeRecords } from './take-records.ts';
import { readTraits } from './traits.ts';
import { takeTurn } from './turn.ts';

/** Customers of whom records are made at a time. */
const atOnce = 5_000;

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

/** Makes records of what events say of customers; to be called whenever something was said. */
export interface SaidDesk {
  wake(workspace: string): void;
}

/** Opens the desk; what is cut off is done again, and says nothing new then. */
export function openSaidDesk(house: House, sources: Pick<Sources, 'find'>): SaidDesk {
  const running = new Map<string, Promise<void>>();
  const waiting = new Set<string>();
  const work = async (workspace: string): Promise<void> => {
    try {
      while (waiting.delete(workspace)) await takeAllSaid(house, sources, workspace);
    } finally {
      running.delete(workspace);
    }
  };
  return {
    wake(workspace) {
      waiting.add(workspace);
      if (running.has(workspace)) return;
      const one = work(workspace);
      running.set(workspace, one);
      house.later(one);
    },
  };
}

async function takeAllSaid(house: House, sources: Pick<Sources, 'find'>, workspace: string): Promise<void> {
  const warehouse = await house.warehouse(workspace);
  const lock = await house.operational.lock(`said:${workspace}`);
  try {
    for (let news = false; ; news = true) {
      lock.check();
      const after = (await house.operational.row(statements.get, [workspace]))?.said ?? 0;
      const said = await readSaid(warehouse, after, atOnce);
      const last = said.at(-1);
      if (last === undefined)
        return news ? await takeTurn(house, workspace, () => refreshOwners(warehouse)) : undefined;
      await takeSaid(house, sources, { workspace, said });
      await house.operational.run(statements.put, [workspace, last.seq]);
    }
  } finally {
    await lock.release();
  }
}

async function takeSaid(
  house: House,
  sources: Pick<Sources, 'find'>,
  { workspace, said }: { readonly workspace: string; readonly said: readonly Said[] },
): Promise<void> {
  const names = new Set(said.map(({ source }) => source));
  for (const name of names) {
    const source = await sources.find(workspace, name);
    if (source === undefined) continue;
    for (const kind of kinds) {
      const rows = said.filter((one) => one.source === name && one.kind === kind && !hasRecord(one));
      if (rows.length === 0) continue;
      const read = await readRecords(house, { workspace, kind, rows });
      const records =
        kind === 'person' ? await dropCrowded(await house.warehouse(workspace), house.country, read) : read;
      await takeRecords(house, { workspace, kind, source, actor: '', records, sets: [], tiedTo: null });
    }
  }
}

/** Whom the event of a form or connector names has its record from there already (src/forms, src/connectors). */
function hasRecord({ value, traits }: Said): boolean {
  return /^(?:sub_[0-9a-z]{26}$|conn_[0-9a-z]{26}:)/.test(value) && Object.keys(traits).length === 0;
}

/** The id by which the applications know a customer is also the number that this source gives it. */
async function readRecords(
  house: House,
  {
    workspace,
    kind,
    rows,
  }: { readonly workspace: string; readonly kind: Kind; readonly rows: readonly Said[] },
): Promise<Record<string, string>[]> {
  const fields = await house.fields(workspace, kind);
  return rows.map(({ field, value, traits }) => ({
    [field]: value,
    ...(field === trackedField ? { external_id: value } : {}),
    ...readTraits(traits, fields),
    ...readDevice(traits['$agent']),
  }));
}

/** With what somebody came, as values of the fields of devices; what names no system is no device of a person. */
function readDevice(text: string | undefined): Record<string, string> {
  if (text === undefined) return {};
  const { maker, model, system, browser } = readAgent(text);
  const values = { devices: `${maker} ${model}`.trim(), operating_system: system, browser };
  return system === '' ? {} : Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
}
