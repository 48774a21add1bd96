import { z } from 'zod';

import type { Caller } from '../access/index.ts';
import type { Field, Kind } from '../fields/index.ts';
import { Problem } from '../lib/problem.ts';
import { profileId, readProfileId, readRecordId } from '../lib/profile-id.ts';
import type { ProfileDesk } from '../profiles/index.ts';
import { addFieldColumns } from '../records/index.ts';
import { statement } from '../store/warehouse/index.ts';
import type { House } from './house.ts';
import { refuseAgreed } from './agreements.ts';
import { openErasure } from './erasure.ts';
import type { SourceTools } from './source-tools.ts';
import { openLook, unknownFields } from './look.ts';
import { manual } from './manual.ts';
import { nameOwner } from './owner.ts';
import { takeRecords } from './take-records.ts';
import { takeBackRecord } from './undo.ts';

/** Reading and changing single profiles: an edit is a record of the source "manual", and taking it back undoes it. */
export function openProfileDesk(
  house: House,
  { sources, agreements }: Pick<SourceTools, 'sources' | 'agreements'>,
): ProfileDesk {
  const { show, reveal } = openLook(house);
  return {
    ...openErasure(house),
    show,
    reveal,
    async edit(caller, { id, set: given, version }) {
      const before = await show(caller, id);
      const compare = (now: Awaited<ReturnType<typeof show>>): void => {
        if (now.id !== before.id || (version !== undefined && version !== now.version))
          throw conflict(now.version);
      };
      compare(before);
      const fields = await house.fields(caller.workspace, before.kind);
      const keys = Object.keys(given);
      checkEdit(await house.seen(caller, before.kind), given);
      const set = await nameOwner(house, caller.workspace, given);
      const warehouse = await house.warehouse(caller.workspace);
      await addFieldColumns(
        warehouse,
        before.kind,
        fields.filter(({ key }) => keys.includes(key)),
      );
      const source = await sources.ensure(caller.workspace, manual, caller.id);
      const taken = await takeRecords(house, {
        workspace: caller.workspace,
        kind: before.kind,
        source,
        actor: caller.id,
        records: [set],
        sets: keys,
        tiedTo: readProfileId(before.id)?.no ?? null,
        check: async () => {
          // Somebody else may have had the turn before: changed the profile, or taken its records back.
          compare(await show(caller, before.id));
        },
      });
      const [record = ''] = taken.records;
      return { record, profile: await show(caller, before.id) };
    },
    create: (caller, input) => createProfiles({ house, sources, agreements }, caller, input),
    async retract(caller, id) {
      const found = await findRecord(house, caller, id);
      await takeBackRecord(house, { ...found, workspace: caller.workspace, actor: caller.id });
      const profile = await show(caller, profileId(found.kind, found.profile)).catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'profiles.not-found') return null;
        throw error;
      });
      return { record: id, profile };
    },
  };
}

const nameless = {
  code: 'row.nameless',
  en: 'The record names nobody: it needs a name, a number, a phone or an e-mail.',
  zh: '该记录没有名称、编号、电话或邮箱，无法判断属于谁。',
} as const;

/** Takes records in that a caller sends, under the source that it names; a record that names nobody is rejected. */
async function createProfiles(
  { house, sources, agreements }: Pick<SourceTools, 'house' | 'sources' | 'agreements'>,
  caller: Caller,
  { kind, source: name, records }: Parameters<ProfileDesk['create']>[1],
): ReturnType<ProfileDesk['create']> {
  await refuseAgreed(agreements, caller.workspace, name);
  const source = await sources.ensure(
    caller.workspace,
    { name, party: 'first', channel: 'api', trust: 50, basis: 'unknown', note: '' },
    caller.id,
  );
  const taken = await takeRecords(house, {
    workspace: caller.workspace,
    kind,
    source,
    actor: caller.id,
    records,
    sets: [],
    tiedTo: null,
  });
  return {
    accepted: records.length - taken.rejected.length,
    rejected: taken.rejected.map((index) => ({ index, ...nameless })),
    created: taken.created,
    updated: taken.updated,
    unchanged: taken.unchanged,
    profiles: [...taken.profiles],
  };
}

/** Problem `profiles.fields` for an edit of nothing, or of what is no field; `profiles.masked` for what one does not see in full: a masked value would take the place of the real one. */
export function checkEdit(seen: readonly Field[], set: Readonly<Record<string, unknown>>): void {
  const known = new Set(seen.map(({ key }) => key));
  const masked = seen.filter((field) => field.sight === 'masked' && Object.hasOwn(set, field.key));
  if (masked.length > 0) {
    throw new Problem(
      'profiles.masked',
      {
        en: 'Your role sees these fields masked and so cannot change them: {fields}. Ask an administrator of the workspace.',
        zh: '您的角色只能看到脱敏后的这些字段，因此不能修改：{fields}。请联系工作区管理员。',
      },
      { fields: masked.map(({ key }) => key).join(', ') },
    );
  }
  const unknown = Object.keys(set).filter((key) => !known.has(key));
  if (unknown.length > 0 || Object.keys(set).length === 0) throw unknownFields(unknown);
}

function conflict(version: string): Problem {
  return new Problem(
    'profiles.conflict',
    {
      en: 'Somebody else changed this profile meanwhile. Look at it again, then repeat the edit.',
      zh: '该档案已被他人修改。请重新查看后再编辑。',
    },
    { version },
  );
}

const foundRow = z.object({
  kind: z.enum(['organization', 'person']),
  batch: z.coerce.number(),
  profile: z.coerce.number(),
});

async function findRecord(
  house: House,
  caller: Caller,
  id: string,
): Promise<{ no: number; kind: Kind; batch: number; profile: number }> {
  const no = readRecordId(id);
  const warehouse = await house.warehouse(caller.workspace);
  const of = (kind: Kind) =>
    `SELECT '${kind}' AS kind, _batch AS batch, if((SELECT max(profile) FROM {db}.links_${kind} WHERE no = {no:UInt32}) = 0, if(_tied = 0, _no, _tied), (SELECT max(profile) FROM {db}.links_${kind} WHERE no = {no:UInt32})) AS profile FROM {db}.facts_${kind} WHERE _no = {no:UInt32}`;
  const row =
    no === undefined
      ? undefined
      : await warehouse.row(
          statement({
            name: 'flow.find-record',
            sql: `${of('organization')} UNION ALL ${of('person')}`,
            row: foundRow,
          }),
          { no },
        );
  if (row !== undefined && no !== undefined) return { no, ...row };
  throw new Problem(
    'records.not-found',
    {
      en: 'There is no live record "{id}" here. It may have been taken back already.',
      zh: '此处没有有效记录“{id}”。它可能已被撤销。',
    },
    { id },
  );
}
