import type { Caller } from '../../access/index.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import { Problem } from '../../lib/problem.ts';
import { command, statement } from '../../store/warehouse/index.ts';
import { getMark } from '../rounds.ts';
import type { ChosenTexts, correctOpinion, getOpinions, listOpinions } from './contract.ts';
import type { OpinionParts } from './parts.ts';
import { opinionColumns, opinionRow, presentOpinion, readList, readTextId } from './list.ts';
import { readSummary } from './summary.ts';

/** An event by its message, a note by itself. */
const placeTest = "item = {item:String} AND (item != '' OR opinions.message = {message:UInt64})";
const byId = statement({
  name: 'opinions.one',
  sql: `SELECT ${opinionColumns} FROM {db}.opinions FINAL WHERE ${placeTest} LIMIT 1`,
  row: opinionRow,
});

/** The row as it is, but for what is set right; where two people do so at once, the later one counts. */
const put = command(
  'opinions.correct',
  `INSERT INTO {db}.opinions SELECT * REPLACE (
    greatest({version:UInt64}, version + 1) AS version, {polarity:String} AS polarity, {topics:Array(String)} AS topics,
    {felt:Array(String)} AS felt, {tags:Array(String)} AS tags, {by:String} AS corrector, {byName:String} AS corrector_name)
  FROM {db}.opinions FINAL WHERE ${placeTest}`,
);

function noSuchText(id: string): Problem {
  return new Problem(
    'opinions.not-found',
    {
      en: 'There is no text {id} that has been read. It may have been erased, or not been read yet: new texts are read every five minutes.',
      zh: '没有已解读的文本 {id}。它可能已被删除，或尚未解读：系统每五分钟解读一次新文本。',
    },
    { id },
  );
}

const unseen = new Problem('opinions.unseen', {
  en: 'You do not see what customers wrote, so you cannot set right how it was read. Ask an administrator to show your role personal data.',
  zh: '您看不到客户写的内容，因此无法更正其解读。请联系管理员为您的角色开放个人数据。',
});

/** One feeling a topic: the last that was said. */
function feltOf(topics: Parsed<typeof correctOpinion>['topics']): string[] {
  return [...new Map(topics.map(({ topic, polarity }) => [topic, `${topic}:${polarity}`])).values()];
}

/** What customers say in texts: counted, listed and set right. */
export function createOpinions(parts: OpinionParts) {
  const zoneOf = async (caller: Caller) => (await parts.world(caller, [])).timeZone ?? 'UTC';
  return {
    async summary(caller: Caller, asked: ChosenTexts): Promise<Output<typeof getOpinions>> {
      const { operational } = parts;
      const [events, notes, summary] = await Promise.all([
        getMark(operational, caller.workspace, 'texts'),
        getMark(operational, caller.workspace, 'notes'),
        readSummary(await parts.warehouse(caller.workspace), asked, await zoneOf(caller)),
      ]);
      const times = [events, notes].flatMap((mark) => (mark === undefined ? [] : [mark.at.toISOString()]));
      return { readAt: times.toSorted().at(-1) ?? null, ...summary };
    },
    async list(caller: Caller, asked: Parsed<typeof listOpinions>): Promise<Output<typeof listOpinions>> {
      const seeing = { zone: await zoneOf(caller), isOpen: await parts.opens(caller) };
      const place = { operational: parts.operational, workspace: caller.workspace };
      return readList({ ...place, warehouse: await parts.warehouse(caller.workspace) }, asked, seeing);
    },
    correct: (caller: Caller, asked: Parsed<typeof correctOpinion>) => correct(parts, caller, asked),
  };
}

export type Opinions = ReturnType<typeof createOpinions>;

/** Sets a reading right, in the turn, so that nobody erases the text meanwhile. */
async function correct(
  parts: OpinionParts,
  caller: Caller,
  { id, polarity, topics, tags }: Parsed<typeof correctOpinion>,
): Promise<Output<typeof correctOpinion>> {
  const place = readTextId(id);
  if (place === undefined) throw noSuchText(id);
  if (!(await parts.opens(caller))) throw unseen;
  const warehouse = await parts.warehouse(caller.workspace);
  return parts.turn(caller.workspace, async () => {
    const before = await warehouse.row(byId, place);
    if (before === undefined) throw noSuchText(id);
    const felt = feltOf(topics);
    const said = {
      polarity,
      topics: felt.map((one) => one.replace(/:.*/, '')),
      felt,
      tags: [...new Set(tags)],
    };
    const version = String(parts.clock().getTime());
    await warehouse.run(put, { ...said, ...place, version, by: caller.id, byName: caller.name });
    const after = await warehouse.row(byId, place);
    if (after === undefined) throw noSuchText(id);
    const was = { polarity: before.polarity, topics: before.felt, tags: before.tags };
    const details = { before: was, after: { polarity, topics: felt, tags: said.tags } };
    await parts.trail({ actor: caller, action: 'correctOpinion', target: id, ip: caller.ip, details });
    return presentOpinion(after, true);
  });
}
