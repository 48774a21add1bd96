import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { z } from 'zod';

import { loadCommand, statement, type RowFiles, type Warehouse } from '../../store/warehouse/index.ts';
import { RowWriter } from '../intake/row-writer.ts';
import { guardWindows, type Guard } from './contract.ts';
import { decideClaims, demotionReasons, type Claim, type DecidedClaim } from './decide.ts';

/** So many numbers stand in a statement; more stand in a table, since each statement about them reads most of the claims. */
const mostNamed = 4_000;
/** A customer or a value with more than so many claims is beyond every limit. */
const mostOfNode = 500;
/** What counts makes groups as large as the limits allow; so many steps reach their ends. */
const mostRounds = 32;

const claimRow = z
  .object({
    owner: z.string(),
    field: z.string(),
    value: z.string(),
    source: z.string(),
    at: z.coerce.number(),
    reason: z.enum(['', ...demotionReasons]),
    guard: z.string(),
    most: z.coerce.number(),
    within: z.enum(guardWindows),
  })
  .transform(({ reason, guard: field, most: limit, within: window, ...claim }): DecidedClaim => ({
    ...claim,
    demoted: reason === '' ? null : { reason, guard: { field, limit, window } },
  }));

const columns = 'owner, field, value, source, ts, reason, guard, most, within';

/** What counts of customers and values, and what was decided about these customers before. */
const readClaims = (nodes: string) =>
  statement({
    name: 'events.guards.claims',
    sql: `SELECT toString(owner) AS owner, field, value, source, toUnixTimestamp64Milli(ts) AS at, reason, guard, most, within
  FROM {db}.claims WHERE node IN ${nodes} AND (reason = '' OR node = claims.owner) ORDER BY claims.ts LIMIT ${mostOfNode} BY node`,
    row: claimRow,
  });
const readNamed = readClaims('{nodes:Array(UInt64)}');
const readAsked = readClaims('(SELECT node FROM {db}.claims_asked)');

/** The table of those that are too many to be named; whoever decides has the lock of what was said. */
const askNodes = [
  loadCommand('events.guards.ask.drop', 'DROP TABLE IF EXISTS {db}.claims_asked SYNC'),
  loadCommand(
    'events.guards.ask.create',
    'CREATE TABLE {db}.claims_asked (node UInt64) ENGINE = MergeTree ORDER BY node',
  ),
  loadCommand('events.guards.ask.fill', 'INSERT INTO {db}.claims_asked (node) SELECT node FROM {rows}'),
];

const structure =
  'node UInt64, owner UInt64, field String, value String, source String, ts Int64, reason String, guard String, most UInt8, within String';
const writeClaims = loadCommand(
  'events.guards.write',
  `INSERT INTO {db}.claims (node, ${columns})
  SELECT node, owner, field, value, source, fromUnixTimestamp64Milli(ts), reason, guard, most, within FROM {rows}`,
);

/** Which identifiers of customers count is decided here, and written down before anything is made of it. */
export interface ClaimDesk {
  readonly warehouse: Warehouse;
  /** Where files on their way into the warehouse lie. */
  readonly spool: string;
  readonly guards: readonly Guard[];
}

/** Decides about what is said now; what was decided about the same words before stands. */
export async function decideSaid(desk: ClaimDesk, said: readonly Claim[]): Promise<DecidedClaim[]> {
  if (said.length === 0) return [];
  const known = await readAround(desk, said);
  const before = new Map(known.map((claim) => [wholeKey(claim), claim]));
  const counts = new Map(
    known.filter(({ demoted }) => demoted === null).map((claim) => [shortKey(claim), claim]),
  );
  const standing = (claim: Claim) => counts.get(shortKey(claim)) ?? before.get(wholeKey(claim));
  const fresh = said.filter((claim) => standing(claim) === undefined);
  const decided = await decideClaims([...counts.values()], fresh, desk.guards);
  await write(desk, decided);
  return [...decided, ...said.flatMap((claim) => standing(claim) ?? [])];
}

const shortKey = ({ owner, field, value, source }: Claim) => [owner, field, value, source].join('\n');
const wholeKey = (claim: Claim) => `${shortKey(claim)}\n${claim.at}`;

/** A hash of a value: under it stand all who were said to have it. */
const nodeOf = ({ field, value }: Claim): string =>
  createHash('md5').update(`${field}\n${value}`).digest().readBigUInt64LE().toString();

/** Whoever is tied to these customers and values by what counts, and to those in turn. */
async function readAround(desk: ClaimDesk, said: readonly Claim[]): Promise<DecidedClaim[]> {
  const seen = new Set<string>();
  const found: DecidedClaim[] = [];
  let claims: readonly Claim[] = said;
  for (let round = 0; round < mostRounds; round += 1) {
    const nodes = new Set(claims.flatMap((claim) => [claim.owner, nodeOf(claim)]));
    const next = [...nodes].filter((node) => !seen.has(node));
    if (next.length === 0) break;
    for (const node of next) seen.add(node);
    const rows = await readNodes(desk, next);
    found.push(...rows);
    claims = rows.filter(({ demoted }) => demoted === null);
  }
  return found;
}

async function readNodes(desk: ClaimDesk, nodes: readonly string[]): Promise<DecidedClaim[]> {
  if (nodes.length <= mostNamed) return desk.warehouse.rows(readNamed, { nodes });
  const writer = new RowWriter();
  for (const node of nodes) writer.number(BigInt(node));
  await throughFile(desk, writer, (rows) =>
    desk.warehouse.runAll(askNodes, { ...rows, structure: 'node UInt64' }),
  );
  return desk.warehouse.rows(readAsked);
}

async function write(desk: ClaimDesk, decided: readonly DecidedClaim[]): Promise<void> {
  if (decided.length === 0) return;
  const writer = new RowWriter();
  for (const claim of decided)
    for (const node of [claim.owner, nodeOf(claim)]) packClaim(writer, node, claim);
  await throughFile(desk, writer, (rows) => desk.warehouse.run(writeClaims, {}, { ...rows, structure }));
}

async function throughFile(
  { warehouse, spool }: ClaimDesk,
  writer: RowWriter,
  take: (rows: Omit<RowFiles, 'structure'>) => Promise<void>,
): Promise<void> {
  const path = join(spool, `claims-${warehouse.database}-${process.pid}.bin`);
  await mkdir(spool, { recursive: true });
  await writeFile(path, writer.take());
  try {
    await take({ paths: [path], format: 'RowBinary' });
  } finally {
    await rm(path, { force: true });
  }
}

function packClaim(writer: RowWriter, node: string, claim: DecidedClaim): void {
  writer.number(BigInt(node));
  writer.number(BigInt(claim.owner));
  for (const text of [claim.field, claim.value, claim.source]) writer.text(text);
  writer.long(claim.at);
  const { reason, guard } = claim.demoted ?? { reason: '', guard: { field: '', limit: 0, window: 'ever' } };
  for (const text of [reason, guard.field]) writer.text(text);
  writer.count(guard.limit);
  writer.text(guard.window);
}
