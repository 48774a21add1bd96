import type { Client } from '../src/client.ts';
import { profileId } from '../src/lib/profile-id.ts';
import { isProblem } from '../src/lib/problem.ts';
import { getProfile } from '../src/profiles/contract.ts';
import { queryProfiles } from '../src/query/contract.ts';
import { askPostgres, type Beside } from './explore-postgres.ts';
import { cutNames, facets, factorsOf, ruleOf } from './explore-questions.ts';
import { prepareInstallation } from './installation.ts';
import { demand, round, summarise, time } from './measure.ts';
import { startServer, waitUntilQuiet } from './server.ts';
import type { Bench, Figures } from './types.ts';

const profileCount = 200;
const warmUps = 3;

/**
 * `explore`: the questions of somebody who looks around, each over HTTP as the browser would ask it: total, page and six
 * facets of rules of five factors, pieces of names, profiles with lineage, the sixth page; then the same asked of PostgreSQL.
 */
export const exploreBench: Bench = async (run) => {
  const { options, directory, say } = run;
  const runs = options.runs ?? 30;
  const data = await prepareInstallation(run);
  say('asking Clientele …');
  const mine = await askServer(data, options.rows, runs);
  say('asking PostgreSQL …');
  const beside = await askPostgres({ data, directory, runs, pieces: mine.pieces });
  if (beside === undefined) say('PostgreSQL is not installed: nothing stands beside these figures');
  else compare(mine, beside);
  return {
    bench: 'explore',
    rows: options.rows,
    runs,
    ...mine.figures,
    peakMemoryMB: mine.peakMemoryMB,
    ...describeBeside(mine.figures, beside),
  };
};

/** Asks a server that runs for these questions only, since PostgreSQL is to have the machine for itself. */
async function askServer(
  data: string,
  rows: number,
  runs: number,
): Promise<Asked & { peakMemoryMB: number | null }> {
  const server = await startServer(data);
  try {
    await waitUntilQuiet(server);
    const asked = await askClientele(server.client, rows, runs);
    return { ...asked, peakMemoryMB: await server.peakMemoryMB() };
  } finally {
    await server.stop();
  }
}

interface Asked {
  readonly totals: readonly number[];
  readonly pieces: readonly {
    readonly characters: number;
    readonly texts: readonly string[];
    readonly totals: readonly number[];
  }[];
  readonly figures: Figures & { readonly exploreP95Ms: number };
}

async function askClientele(client: Client, rows: number, runs: number): Promise<Asked> {
  for (let n = 0; n < warmUps; n += 1) await explore(client, n);
  const explored = await measure(numbers(runs), (n) => explore(client, n));
  const profiles = await readProfiles(client, rows);
  const pieces = [];
  const figures = new Map<string, number>();
  for (const characters of [1, 2, 3, 6]) {
    const texts = cutNames(profiles.names, characters).slice(0, runs);
    const found = await measure(texts, (text) => findPiece(client, text));
    const { p50Ms, p95Ms } = summarise(found.times);
    figures.set(`substring${characters}P50Ms`, p50Ms);
    figures.set(`substring${characters}P95Ms`, p95Ms);
    pieces.push({ characters, texts, totals: found.values });
  }
  const words = cutNames(profiles.names, 2).slice(0, runs);
  const texts = await measure(words, (word) => findText(client, word));
  const pages = await readPages(client, runs);
  const total = summarise(explored.times);
  const lineage = summarise(profiles.times);
  return {
    totals: explored.values,
    pieces,
    figures: {
      profiles: await countAll(client),
      exploreP50Ms: total.p50Ms,
      exploreP95Ms: total.p95Ms,
      ...Object.fromEntries(figures),
      textP95Ms: summarise(texts.times).p95Ms,
      profileP50Ms: lineage.p50Ms,
      profileP95Ms: lineage.p95Ms,
      firstPageP50Ms: summarise(pages.first).p50Ms,
      firstPageP95Ms: summarise(pages.first).p95Ms,
      sixthPageP50Ms: summarise(pages.sixth).p50Ms,
      sixthPageP95Ms: summarise(pages.sixth).p95Ms,
    },
  };
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_empty, n) => n);
}

async function measure<I, O>(
  inputs: readonly I[],
  ask: (input: I) => Promise<O>,
): Promise<{ values: O[]; times: number[] }> {
  const values: O[] = [];
  const times: number[] = [];
  for (const input of inputs) {
    const { value, seconds } = await time(() => ask(input));
    values.push(value);
    times.push(seconds * 1000);
  }
  return { values, times };
}

async function explore(client: Client, n: number): Promise<number> {
  const found = await client.call(queryProfiles, {
    rule: ruleOf(factorsOf(n)),
    limit: 50,
    facets: [...facets],
  });
  const counted = found.facets['employees']?.reduce((sum, { count }) => sum + count, 0);
  demand(counted === found.total, `the facet of employees counts ${counted} of ${found.total}`);
  return found.total ?? -1;
}

async function findPiece(client: Client, piece: string): Promise<number> {
  const found = await client.call(queryProfiles, { rule: { field: 'name', contains: piece }, limit: 50 });
  demand(
    found.rows.every((row) => String(row['name']).includes(piece)),
    `a name without ${piece}`,
  );
  return found.total ?? -1;
}

async function findText(client: Client, text: string): Promise<number> {
  const found = await client.call(queryProfiles, { rule: { text }, limit: 50 });
  return found.total ?? -1;
}

async function countAll(client: Client): Promise<number> {
  const found = await client.call(queryProfiles, { rule: { all: [] }, limit: 0 });
  return found.total ?? 0;
}

/** Profiles of records spread over all; a record that repeated another one exactly was not kept and has none. */
async function readProfiles(client: Client, rows: number): Promise<{ names: string[]; times: number[] }> {
  const names: string[] = [];
  const times: number[] = [];
  for (let n = 0; times.length < profileCount && n < profileCount * 2; n += 1) {
    const id = profileId('organization', 1 + ((n * 7_919_777 + 13) % rows));
    try {
      const { value, seconds } = await time(() => client.call(getProfile, { id }));
      names.push(String(value.values['name']));
      demand((value.lineage['name'] ?? []).length > 0, `${id} has a name without lineage`);
      // The first few fill caches.
      if (n >= warmUps) times.push(seconds * 1000);
    } catch (error) {
      if (!isProblem(error, 'profiles.not-found')) throw error;
    }
  }
  return { names, times };
}

/** The first and the sixth page of rules with thousands of rows, without total. */
async function readPages(client: Client, runs: number): Promise<{ first: number[]; sixth: number[] }> {
  const first: number[] = [];
  const sixth: number[] = [];
  for (const n of numbers(runs)) {
    const rule = { field: 'region', under: [...factorsOf(n).provinces] };
    let after: string | null = null;
    for (const page of numbers(6)) {
      const cursor: { after?: string } = after === null ? {} : { after };
      const asked = { rule, limit: 50, total: false, ...cursor };
      const { value, seconds } = await time(() => client.call(queryProfiles, asked));
      if (page === 0) first.push(seconds * 1000);
      if (page === 5) sixth.push(seconds * 1000);
      after = value.next;
      if (after === null) break;
    }
  }
  return { first, sixth };
}

/** Both engines hold the same profiles, so that they must count the same. */
function compare(mine: Asked, beside: Beside): void {
  demand(
    String(mine.totals) === String(beside.totals),
    `Clientele counts ${mine.totals.join(', ')}; PostgreSQL ${beside.totals.join(', ')}`,
  );
  for (const [index, { characters, texts, totals }] of mine.pieces.entries()) {
    const other = beside.pieceTotals[index] ?? [];
    const wrong = totals.findIndex((total, at) => total !== other[at]);
    demand(
      wrong < 0,
      `names with ${texts[wrong]} (${characters}): Clientele counts ${totals[wrong]}, PostgreSQL ${other[wrong]}`,
    );
  }
}

function describeBeside({ exploreP95Ms }: Asked['figures'], beside: Beside | undefined): Figures {
  if (beside === undefined) return { postgres: null };
  const { substrings, ...figures } = beside.figures;
  const named = substrings.flatMap(({ characters, p50Ms, p95Ms }) => [
    [`postgresSubstring${characters}P50Ms`, p50Ms],
    [`postgresSubstring${characters}P95Ms`, p95Ms],
  ]);
  return {
    postgres: figures.version,
    postgresLoadSeconds: figures.loadSeconds,
    postgresExploreP50Ms: figures.exploreP50Ms,
    postgresExploreP95Ms: figures.exploreP95Ms,
    ...Object.fromEntries(named),
    ratio: round(exploreP95Ms / figures.exploreP95Ms, 3),
  };
}
