import { isOpen, type Field, type Kind } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import { readProfileId } from '../lib/profile-id.ts';
import { notFound, readProfile, type ProfileDesk } from '../profiles/index.ts';
import { knownColumns } from '../records/index.ts';
import type { House } from './house.ts';

/** Looking at single profiles: as one's role sees them, and behind the mask of one value where that is allowed. */
export function openLook(house: House): Pick<ProfileDesk, 'show' | 'reveal'> {
  const read = async (workspace: string, id: string, seen: readonly Field[]) => {
    const warehouse = await house.warehouse(workspace);
    const kind = kindOf(id);
    return readProfile(warehouse, id, {
      fields: await house.fields(workspace, kind),
      seen,
      known: () => knownColumns(warehouse, `facts_${kind}`),
      importsOf: house.batches(workspace).importsOf,
    });
  };
  const show: ProfileDesk['show'] = async (seer, id) =>
    read(seer.workspace, id, await house.seen(seer, kindOf(id)));
  return {
    show,
    async reveal(caller, { id, field: key }) {
      const { id: profile, kind } = await show(caller, id);
      const field = (await house.seen(caller, kind)).find((one) => one.key === key);
      if (field === undefined) throw unknownFields([key]);
      const open = (await house.fields(caller.workspace, kind)).filter((one) => one.key === key);
      const look = async () => (await read(caller.workspace, profile, open)).values[key] ?? null;
      // What is shown as it is anyway is no secret.
      const value = isOpen(field) ? await look() : await house.reveal(caller, { profile, field }, look);
      return { id: profile, field: key, value };
    },
  };
}

function kindOf(id: string): Kind {
  const key = readProfileId(id);
  if (key === undefined) throw notFound(id);
  return key.kind;
}

/** The problem of fields that a kind of profile does not have, for whoever asks. */
export function unknownFields(unknown: readonly string[]): Problem {
  return new Problem(
    'profiles.fields',
    {
      en: 'These are no fields of this kind of profile: {unknown}. See /api/fields for those that are.',
      zh: '此类档案没有这些字段：{unknown}。可用字段见 /api/fields。',
    },
    { unknown: unknown.slice(0, 10).join(', ') },
  );
}
