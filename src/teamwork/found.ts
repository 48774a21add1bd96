import type { Caller } from '../access/index.ts';
import { isOpen, type Kind } from '../fields/index.ts';
import type { Output } from '../lib/endpoint.ts';
import { findRelations, type KindSight } from '../profiles/index.ts';
import { knownColumns } from '../records/index.ts';
import type { listRelationships } from './contract.ts';
import type { Parts } from './parts.ts';
import { nameProfiles } from './tasks.ts';

async function sightOf(parts: Parts, caller: Caller, kind: Kind): Promise<KindSight> {
  return {
    columns: await knownColumns(await parts.warehouse(caller.workspace), `profiles_${kind}`),
    open: (await parts.seen(caller, kind)).filter(isOpen),
  };
}

/** The relationships that the facts tell, as far as the caller sees these facts; looked up anew each time, never stored. */
export async function findInFacts(
  parts: Parts,
  caller: Caller,
  id: string,
): Promise<Output<typeof listRelationships>> {
  const [organization, person] = await Promise.all([
    sightOf(parts, caller, 'organization'),
    sightOf(parts, caller, 'person'),
  ]);
  const profile = await parts.show(caller, id);
  const warehouse = await parts.warehouse(caller.workspace);
  const { rows, more } = await findRelations(warehouse, profile, { organization, person });
  const name = await nameProfiles(parts, caller, rows);
  const shown = rows.map(({ type, direction, because, ...place }) => ({
    id: null,
    type,
    direction,
    profile: name(place),
    because,
    author: null,
    createdAt: null,
  }));
  return { rows: shown, more: [...more] };
}
