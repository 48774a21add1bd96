import { createId, type Caller, type Seer } from '../access/index.ts';
import type { Sensitivity, Sight } from '../fields/types.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { isProblem } from '../lib/problem.ts';
import type { Sources } from '../sources/index.ts';
import { jsonText, type Operational } from '../store/operational/index.ts';
import { parseDelivery, textOfBody } from './body.ts';
import type {
  createConnector,
  listConnectors,
  previewMapping,
  updateConnector,
  WholeConnector,
} from './contract.ts';
import { kindOf, openHook } from './kinds.ts';
import { causeOf, connectorNotFound, tooManyConnectors } from './problems.ts';
import type { Sealing } from './sealing.ts';
import { whoIs } from './outcome.ts';
import {
  getRow,
  insertRow,
  listDeliveryRows,
  listRows,
  removeRow,
  updateRow,
  type CountedRow,
} from './tables.ts';
import { viewConnector } from './view.ts';

const mostConnectors = 100;

/** What the desk of connectors works with. */
export interface ConnectorParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly sources: Pick<Sources, 'createNumbered'>;
  readonly sealing: Sealing;
  readonly baseUrl: string;
  readonly sights: (seer: Seer) => Promise<Readonly<Record<Sensitivity, Sight>>>;
}

/** The connectors of all workspaces, for those who set them up. */
export function createConnectors(parts: ConnectorParts) {
  const { operational, clock, sealing } = parts;
  const find = async ({ workspace }: Seer, id: string): Promise<CountedRow> => {
    const row = await operational.row(getRow, [workspace, id]);
    if (row === undefined) throw connectorNotFound(id);
    return row;
  };
  const show = async (caller: Seer, id: string): Promise<WholeConnector> => {
    const row = await find(caller, id);
    const { settings, secrets, mapping } = row;
    return {
      ...viewConnector(row),
      settings,
      secrets: Object.keys(secrets),
      mapping,
      address: kindOf(row.kind).does === 'hook' ? new URL(`/hooks/${id}`, parts.baseUrl).href : null,
      sample: (await seesAll(parts, caller)) ? await lastBody(parts, row) : null,
    };
  };
  return {
    find,
    get: show,
    async list({ workspace }: Seer): Promise<Output<typeof listConnectors>> {
      return { rows: (await operational.rows(listRows, [workspace])).map(viewConnector) };
    },
    async create(caller: Caller, { name, kind, settings, on }: Parsed<typeof createConnector>) {
      const kept = sealing.keep(kindOf(kind), settings);
      const { workspace } = caller;
      if ((await operational.rows(listRows, [workspace])).length >= mostConnectors)
        throw tooManyConnectors(mostConnectors);
      const source = await makeSource(parts.sources, caller, { name, kind });
      const id = createId('conn', clock());
      const values = [id, workspace, source.id, name, kind, kept.settings, kept.secrets, caller.id, clock()];
      const first = kindOf(kind).does === 'pull' ? clock() : null;
      await operational.run(insertRow, [...values, first, on]);
      return show(caller, id);
    },
    async update(caller: Caller, change: Parsed<typeof updateConnector>) {
      const { id, name, settings, mapping, on } = change;
      const row = await find(caller, id);
      const kept = settings === undefined ? undefined : sealing.keep(kindOf(row.kind), settings, row);
      const texts = [kept?.settings, kept?.secrets, mapping].map((one) =>
        one === undefined ? null : jsonText(one),
      );
      await operational.run(updateRow, [caller.workspace, id, name ?? null, ...texts, on ?? null, clock()]);
      return show(caller, id);
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await find(caller, id);
      await operational.run(removeRow, [caller.workspace, id]);
    },
    preview: async (caller: Caller, input: Parsed<typeof previewMapping>) =>
      preview(parts, await find(caller, input.id), input),
  };
}

export type Connectors = ReturnType<typeof createConnectors>;

/** Bodies hold whatever was sent, so only those see them who see everything of persons. */
export async function seesAll({ sights }: Pick<ConnectorParts, 'sights'>, seer: Seer): Promise<boolean> {
  const { personal, sensitive } = await sights(seer);
  return personal === 'full' && sensitive === 'full';
}

async function lastBody(
  { operational }: ConnectorParts,
  { workspace, id }: CountedRow,
): Promise<string | null> {
  const [last] = await operational.rows(listDeliveryRows, [workspace, id, null, null, 1]);
  return last === undefined ? null : textOfBody(last.body);
}

const channels = {
  webhook: 'api',
  shopify: 'shop',
  woocommerce: 'shop',
  replies: 'api',
  http: 'api',
  s3: 'api',
  sftp: 'api',
  postgres: 'api',
  mysql: 'api',
  mailbox: 'card',
} as const;

/** Each connector is a source of its own. */
function makeSource(
  sources: ConnectorParts['sources'],
  caller: Caller,
  { name, kind }: Pick<CountedRow, 'name' | 'kind'>,
) {
  const more = { party: 'first', channel: channels[kind], trust: 60, basis: 'unknown', note: '' } as const;
  return sources.createNumbered(caller.workspace, { ...more, name }, caller.id);
}

/** What something that is sent would become; nothing is stored. */
function preview(
  { sealing, clock }: Pick<ConnectorParts, 'sealing' | 'clock'>,
  row: CountedRow,
  { body, mapping }: Parsed<typeof previewMapping>,
): Output<typeof previewMapping> {
  const hook = openHook(row.kind, sealing.open(row));
  const now = clock();
  try {
    const sent = {
      body: parseDelivery(Buffer.from(body)),
      topic: '',
      mapping: mapping ?? row.mapping,
      at: now,
    };
    const readings = hook.read(sent).map((reading) => ({
      kind: reading.kind,
      who: whoIs(reading),
      values: { ...reading.values },
      events: reading.events.map((event) => ({ ...event })),
    }));
    return { readings, problem: null };
  } catch (error) {
    if (!isProblem(error, 'connectors')) throw error;
    return { readings: [], problem: causeOf(error) };
  }
}
