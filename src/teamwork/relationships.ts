import { createId, type Caller } from '../access/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { relationshipTypes } from '../lib/relationship.ts';
import type { createRelationship, listRelationships } from './contract.ts';
import { noteEdges } from './edges.ts';
import { findInFacts } from './found.ts';
import { gone, type Parts } from './parts.ts';
import { relationships } from './tables.ts';
import { nameProfiles } from './tasks.ts';

type Listed = Output<typeof listRelationships>;
type Row = Listed['rows'][number];

function isItself(): Problem {
  return new Problem('teamwork.itself', {
    en: 'A profile has no relationship with itself. Choose another.',
    zh: '档案不能与自身建立关系，请选择其他档案。',
  });
}

/** Relationships that people set, beside those that the facts tell. */
export function createRelationships(parts: Parts) {
  const { operational, clock, anchors } = parts;

  const byHand = async (caller: Caller, id: string): Promise<Row[]> => {
    const place = await parts.place(caller, id);
    const ends = await anchors.on(caller.workspace, place, 'rel_');
    const items = [...new Set(ends.map(({ item }) => item))];
    const rows = await operational.rows(relationships.list, [caller.workspace, items]);
    const others = await anchors.profilesOf(caller.workspace, items);
    const name = await nameProfiles(parts, caller, others.values());
    return ends.flatMap(({ item, side }): Row[] => {
      const row = rows.find((one) => one.id === item);
      const other = others.get(`${item}:${1 - side}`);
      const type = relationshipTypes.find((one) => one === row?.type);
      if (row === undefined || other === undefined || type === undefined) return [];
      const profile = name(other);
      // Two ends that have become one profile say nothing any more.
      if (profile.id === place.id) return [];
      const author = { id: row.author, name: row.author_name };
      const direction = side === 0 ? 'out' : 'in';
      return [{ id: item, type, direction, profile, because: '', author, createdAt: row.created_at }];
    });
  };

  return {
    async list(caller: Caller, id: string): Promise<Listed> {
      const [own, derived] = await Promise.all([byHand(caller, id), findInFacts(parts, caller, id)]);
      const key = ({ type, profile }: Row) => `${type} ${profile.id}`;
      const known = new Set(own.map(key));
      return { rows: [...own, ...derived.rows.filter((row) => !known.has(key(row)))], more: derived.more };
    },
    async create(
      caller: Caller,
      { id, type, other }: Parsed<typeof createRelationship>,
    ): Promise<{ id: string }> {
      const ends = await Promise.all([parts.place(caller, id), parts.place(caller, other)]);
      if (ends[0].id === ends[1].id) throw isItself();
      const item = createId('rel', clock());
      await operational.transaction(async (runner) => {
        for (const [side, place] of ends.entries())
          await anchors.add(caller.workspace, { item, side }, place);
        const values = [caller.workspace, item, type, caller.id, caller.name, clock()];
        await runner.run(relationships.create, values);
        await noteEdges(operational, caller.workspace, [item]);
      });
      return { id: item };
    },
    async remove(caller: Caller, id: string): Promise<void> {
      await operational.transaction(async (runner) => {
        const removed = await runner.row(relationships.remove, [caller.workspace, id]);
        if (removed === undefined) throw gone(id);
        await anchors.remove(caller.workspace, id);
        await noteEdges(operational, caller.workspace, [id]);
      });
    },
  };
}
