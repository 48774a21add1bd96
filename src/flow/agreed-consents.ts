import { readHeads, type BatchHead } from '../records/index.ts';
import type { AgreedConsent } from '../sources/index.ts';
import { command } from '../store/warehouse/index.ts';
import type { House } from './house.ts';

interface Agreed {
  readonly import: string;
  readonly consent: AgreedConsent | null;
}

/** Writes into the ledger how each person of a partner's list consented; doing so again changes nothing. */
export async function writeAgreedConsents(
  house: House,
  { workspace, createdBy }: { readonly workspace: string; readonly createdBy: string },
  { import: id, consent }: Agreed,
): Promise<void> {
  if (consent === null) return;
  const warehouse = await house.warehouse(workspace);
  const numbers = (await house.batches(workspace).ofImport(id)).map(({ number }) => number);
  if (numbers.length === 0) return;
  for (const head of await readHeads(warehouse, numbers))
    await warehouse.run(writeWords(head, consent), {
      import: id,
      actor: createdBy,
      batch: head.batch,
      channels: [...consent.channels],
      purpose: consent.purpose,
      form: consent.form,
      wording: consent.wording,
      evidence: consent.evidence,
      evidenceAt: placeOf(head, consent.evidenceColumn),
      timeAt: placeOf(head, consent.timeColumn),
      at: String(head.observedAt.getTime()),
      now: String(house.clock().getTime()),
    });
}

/** The place of a column, counted from 1; 0 where the file has none of that name. */
function placeOf({ columns }: BatchHead, header: string): number {
  return header === '' ? 0 : columns.indexOf(header) + 1;
}

/** Of a person without a proof where each is to have one, nothing is written. */
function writeWords({ kind }: BatchHead, { evidenceColumn }: AgreedConsent) {
  const proof = 'trimBoth(cells[{evidenceAt:UInt32}])';
  const proven = evidenceColumn === '' ? '1' : `{evidenceAt:UInt32} > 0 AND ${proof} != ''`;
  const said = `parseDateTime64BestEffortOrNull(if({timeAt:UInt32} = 0, '', cells[{timeAt:UInt32}]), 3, 'UTC')`;
  const moment = (name: string) => `fromUnixTimestamp64Milli(toInt64({${name}:String}), 'UTC')`;
  return command(
    'flow.agreed-consents',
    `INSERT INTO {db}.consents (id, kind, numbers, channel, purpose, said, form, at, written, wording, evidence, place, actor, actor_name)
    SELECT concat('con_', {import:String}, '_', toString(no), '_', channel) AS word, '${kind}', [no], channel, {purpose:String}, 'given', {form:String},
      least(coalesce(${said}, ${moment('at')}), ${moment('now')}), ${moment('now')}, {wording:String},
      if({evidenceAt:UInt32} = 0, {evidence:String}, concat({evidence:String}, ': ', ${proof})), '', {actor:String}, ''
    FROM (SELECT no, cells, arrayJoin({channels:Array(String)}) AS channel FROM {db}.records WHERE batch = {batch:UInt32} AND ${proven})
    WHERE no IN (SELECT _no FROM {db}.facts_${kind} WHERE _batch = {batch:UInt32})
      AND word NOT IN (SELECT id FROM {db}.consents WHERE kind = '${kind}' AND startsWith(id, concat('con_', {import:String}, '_')))`,
  );
}
