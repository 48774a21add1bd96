import { z } from 'zod';

import { getMe } from '../src/access/contract.ts';
import type { Client } from '../src/client.ts';
import { queryProfiles } from '../src/query/contract.ts';
import { cutNames, factorsOf, ruleOf } from './explore-questions.ts';
import { prepareInstallation } from './installation.ts';
import { demand, percentile, round, summarise } from './measure.ts';
import { startServer, waitUntilQuiet } from './server.ts';
import type { Bench, Figures } from './types.ts';
import { firstLoad, heapMB, openBrowser, openTab, type Tab } from './web-tab.ts';

const firstLoads = 5;
const warmUps = 3;
const scrollMs = 5_000;
/** Pixels a second: a strong push on a touchpad, 94 rows; and a flight, 225 rows, of which nobody reads any. */
const speeds = { push: 3_000, flight: 7_200 };
const keyPauseMs = 45;

/**
 * `web`: what somebody at the browser waits for, on an installation of so many organisations: the first load, a filter's
 * first rows and its exact total, typing, scrolling, opening a customer, and what the tab's memory becomes with use.
 */
export const webBench: Bench = async (run) => {
  const { options, say } = run;
  const data = await prepareInstallation(run);
  const browser = await openBrowser();
  if (browser === null) throw new Error('there is no Chromium: name its program in CHROMIUM_PATH');
  const server = await startServer(data);
  try {
    await waitUntilQuiet(server);
    const me = await server.client.call(getMe, {});
    const home = `/w/${me.workspace?.slug ?? ''}`;
    say('loading …');
    const loads = [];
    for (let n = 0; n < firstLoads; n += 1) loads.push(await firstLoad(browser, server, home));
    const tab = await openTab(browser, server);
    const figures = await useTab({ tab, home, client: server.client, say }, options);
    return {
      bench: 'web',
      rows: options.rows,
      firstLoadScriptKB: round(Math.max(...loads.map(({ scriptBytes }) => scriptBytes)) / 1000),
      largestPaintP95Ms: round(
        percentile(
          loads.map(({ paintMs }) => paintMs),
          0.95,
        ),
      ),
      ...figures,
      serverPeakMemoryMB: await server.peakMemoryMB(),
    };
  } finally {
    await browser.close();
    await server.stop();
  }
};

interface Use {
  readonly tab: Tab;
  /** The path of the workspace. */
  readonly home: string;
  readonly client: Client;
  readonly say: (text: string) => void;
}

const nothing = z.unknown();
const changed = z.object({ rows: z.number(), total: z.number() });
const milliseconds = z.number();
const many = z.array(z.number());

async function useTab(
  use: Use,
  { runs = 30, minutes = 2 }: { runs?: number | undefined; minutes?: number | undefined },
): Promise<Figures> {
  const { tab, home, say } = use;
  await tab.page.goto(`${home}/explore`);
  await tab.ask(nothing, 'bench.ready()');
  const ids = await someIds(use.client, runs + warmUps);
  say('filtering …');
  for (let n = 0; n < warmUps; n += 1) await changeFilter(use, n);
  const changes = [];
  for (let n = warmUps; n < runs + warmUps; n += 1) changes.push(await changeFilter(use, n));
  await tab.ask(nothing, call('back', `${home}/explore`));
  say('typing …');
  const typed = await type(use);
  say('scrolling …');
  await tab.ask(nothing, call('back', `${home}/explore`));
  const frames = await scroll(use);
  say('opening customers …');
  const opened = [];
  for (const id of ids) opened.push(await openProfile(use, id));
  say(`using it for ${minutes} min …`);
  const memory = await useForLong(use, ids, minutes);
  const [rows, totals] = [changes.map((one) => one.rows), changes.map(({ total }) => total)];
  return {
    runs,
    filterRowsP50Ms: summarise(rows).p50Ms,
    filterRowsP95Ms: summarise(rows).p95Ms,
    filterTotalP95Ms: summarise(totals).p95Ms,
    ...typed,
    ...frames,
    profileP50Ms: summarise(opened.slice(warmUps)).p50Ms,
    profileP95Ms: summarise(opened.slice(warmUps)).p95Ms,
    ...memory,
  };
}

/** Frames while the list moves, and those of a page on which nothing is drawn, in the same browser. */
async function scroll({ tab }: Use): Promise<Figures> {
  const framesOf = async (script: string) => 1000 / percentile(await tab.ask(many, script), 0.95);
  const push = await framesOf(`bench.scroll(${scrollMs}, ${speeds.push})`);
  const flight = await framesOf(`bench.scroll(${scrollMs}, ${speeds.flight})`);
  const empty = await tab.page.context().newPage();
  await empty.goto('about:blank');
  const times = many.parse(await empty.evaluate(`bench.idle(${scrollMs / 2})`));
  await empty.close();
  const floor = 1000 / percentile(times, 0.95);
  return {
    scrollFramesPerSecondP95: round(push),
    flightFramesPerSecondP95: round(flight),
    emptyFramesPerSecondP95: round(floor),
    scrollRatio: round(floor / push, 2),
  };
}

function call(name: string, path: string): string {
  return `bench.${name}(${JSON.stringify(path)})`;
}

function changeFilter({ tab, home }: Use, n: number): Promise<z.output<typeof changed>> {
  const search = new URLSearchParams({ rule: JSON.stringify(ruleOf(factorsOf(n))) });
  return tab.ask(changed, call('change', `${home}/explore?${search.toString()}`));
}

async function openProfile({ tab, home }: Use, id: string): Promise<number> {
  const took = await tab.ask(milliseconds, call('open', `${home}/profiles/${id}`));
  await tab.ask(nothing, call('back', `${home}/explore`));
  return took;
}

/** Customers from all over the list. */
async function someIds(client: Client, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; ids.length < count; n += 1) {
    const { rows } = await client.call(queryProfiles, {
      rule: ruleOf(factorsOf(n)),
      limit: 5,
      total: false,
      fields: ['name'],
    });
    ids.push(...rows.map(({ id }) => id));
    demand(n < 1_000, 'too few customers to open');
  }
  return ids.slice(0, count);
}

/** Types pieces of names as a fast typist does; what stands in the field must be what was typed. */
async function type({ tab, client }: Use): Promise<Figures> {
  const { rows } = await client.call(queryProfiles, {
    rule: { all: [] },
    limit: 200,
    total: false,
    fields: ['name'],
  });
  const names = cutNames(
    rows.map((row) => String(row['name'])),
    6,
  ).slice(0, 5);
  const texts = ['huawei software shanghai', 'hwkj 2024 rjgs', ...names];
  const field = tab.page.locator('main input[role=combobox]');
  let dropped = 0;
  let keys = 0;
  await tab.ask(nothing, 'window.keyTimes = bench.listen(), 0');
  for (const text of texts) {
    await field.fill('');
    await field.pressSequentially(text, { delay: keyPauseMs });
    const kept = await field.inputValue();
    keys += text.length;
    dropped += text.length - Array.from(text).filter((letter, at) => kept[at] === letter).length;
  }
  await field.fill('');
  const times = await tab.ask(many, 'window.keyTimes()');
  return { keysTyped: keys, keysDropped: dropped, keyP95Ms: summarise(times).p95Ms };
}

/** Looks around for as long as was said; how much memory the tab keeps at the end, against the beginning. */
async function useForLong(use: Use, ids: readonly string[], minutes: number): Promise<Figures> {
  const startMB = await heapMB(use.tab);
  const until = performance.now() + minutes * 60_000;
  let steps = 0;
  while (performance.now() < until) {
    await changeFilter(use, steps);
    await use.tab.ask(many, 'document.querySelector("[role=grid]") ? bench.scroll(1000, 14_400) : []');
    await openProfile(use, ids[steps % ids.length] ?? '');
    steps += 1;
  }
  const endMB = await heapMB(use.tab);
  return {
    memoryMinutes: minutes,
    memorySteps: steps,
    memoryStartMB: round(startMB),
    memoryEndMB: round(endMB),
    memoryRatio: round(endMB / startMB, 2),
  };
}
