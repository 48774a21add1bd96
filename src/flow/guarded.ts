import {
  decideSaid,
  guardedFields,
  trackedField,
  type Claim,
  type ClaimDesk,
  type Guards,
  type Said,
} from '../events/index.ts';
import { joinsPeople } from '../identity/index.ts';
import { mapInSlices } from '../lib/slices.ts';
import { hintPhone } from '../sources/index.ts';
import type { House } from './house.ts';

/** Where a record keeps the identifiers that it joins nobody by. */
const asideField = 'identifiers_aside';

/** What was said of a person, and the record that is made of it. */
export interface SaidRecord {
  readonly said: Said;
  readonly record: Readonly<Record<string, string>>;
}

interface GuardTask {
  readonly workspace: string;
  readonly guards: Pick<Guards, 'find'>;
}

/** What is decided about at a time: the decisions follow one on the other. */
const atOnce = 10_000;

/** Records whose identifiers that do not count stand aside: kept as what was said, and no keys. */
export async function guardRecords(
  house: House,
  { workspace, guards }: GuardTask,
  records: readonly SaidRecord[],
): Promise<SaidRecord[]> {
  const desk = {
    warehouse: await house.warehouse(workspace),
    spool: house.spool,
    guards: await guards.find(workspace),
  };
  const guarded: SaidRecord[] = [];
  for (let from = 0; from < records.length; from += atOnce)
    guarded.push(...(await guardSome(house, desk, records.slice(from, from + atOnce))));
  return guarded;
}

async function guardSome(
  house: House,
  desk: ClaimDesk,
  records: readonly SaidRecord[],
): Promise<SaidRecord[]> {
  const readers = guardedFields.filter((key) => key !== trackedField);
  const claimsOf = ({ said, record }: SaidRecord): Claim[] =>
    said.field === trackedField
      ? readers.flatMap((field) =>
          readValues(field, record[field], house.country)
            .filter((value) => joinsPeople(field, value))
            .map((value) => ({ owner: said.key, source: said.source, field, value, at: said.at })),
        )
      : [];
  const decided = await decideSaid(desk, (await mapInSlices(records, claimsOf)).flat());
  const demoted = new Set(decided.filter((claim) => claim.demoted !== null).map(keyOf));
  if (demoted.size === 0) return [...records];
  return mapInSlices(records, (one) => {
    const own = claimsOf(one).filter((claim) => demoted.has(keyOf(claim)));
    return own.length === 0 ? one : { ...one, record: setAside(one.record, own, house.country) };
  });
}

const keyOf = ({ owner, source, field, value }: Claim) => [owner, source, field, value].join('\n');

function setAside(
  record: SaidRecord['record'],
  demoted: readonly Claim[],
  country: string,
): SaidRecord['record'] {
  const kept = { ...record };
  const aside: string[] = [];
  for (const field of new Set(demoted.map((claim) => claim.field))) {
    const gone = new Set(demoted.filter((claim) => claim.field === field).map(({ value }) => value));
    const values = readValues(field, record[field], country);
    const left = values.filter((value) => !gone.has(value));
    aside.push(...values.filter((value) => gone.has(value)));
    if (left.length === 0) delete kept[field];
    else kept[field] = left.join('\n');
  }
  return { ...kept, [asideField]: aside.join('\n') };
}

/** The values in a text as they are compared: a list may stand in it. */
function readValues(field: string, text: string | undefined, country: string): string[] {
  if (text === undefined || text.trim() === '') return [];
  const values =
    field === 'emails'
      ? text.normalize('NFKC').toLowerCase().match(mailbox)
      : field === 'phones'
        ? hintPhone(text, country).split('\n')
        : [text.trim()];
  return [...new Set(values)];
}

const mailbox = /[^\s,;、"'<>[\]()]+@[^\s,;、"'<>[\]()]+/g;
