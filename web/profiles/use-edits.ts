import { useState } from 'react';
import { isProblem } from '../../src/lib/problem.ts';
import { getProfile, listTimeline, retractRecord, updateProfile } from '../../src/profiles/contract.ts';
import { listVerifications } from '../../src/profiles/verified/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { listRelationships } from '../../src/teamwork/contract.ts';
import { toProblem } from '../ui/api/client.ts';
import { useClient } from '../ui/api/session.tsx';
import { useRefresh, useRemember } from '../ui/api/use-endpoint.ts';
import { showDone, showProblem } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { valueOf } from './draft.ts';
import { messages } from './messages.ts';
import type { Field, Profile } from './profile-data.ts';

/** A field that is being edited: what its editor holds, and the value that it began from. */
export interface OpenEdit {
  readonly key: string;
  readonly draft: string;
  readonly seen: unknown;
}

/** Two people changed the same value: what the reader wrote, and what was saved meanwhile. */
export interface Conflict {
  readonly field: Field;
  readonly draft: string;
  readonly now: Profile;
}

/** The edits of one profile. */
export interface FactEdits {
  readonly open: OpenEdit | null;
  /** Texts on their way to the server, by field. */
  readonly pending: ReadonlyMap<string, string>;
  readonly conflict: Conflict | null;
  begin(edit: OpenEdit): void;
  cancel(): void;
  save(field: Field, draft: string): Promise<void>;
  /** Ends a conflict: with what the reader wrote, or with what was saved. */
  settle(mine: boolean): Promise<void>;
}

/** An edit of another field by somebody else is no conflict; it is tried again on top of it, this many times. */
const tries = 3;

/** What others see is changed by an edit; said once. */
const changed = [queryProfiles, listTimeline, listRelationships, listVerifications] as const;

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

/** Sends an edit; answers the profile as it is now where somebody else changed the same value first. */
function useSend() {
  const client = useClient();
  const remember = useRemember();
  return async (profile: Profile, field: Field, { draft, seen }: Pick<OpenEdit, 'draft' | 'seen'>) => {
    const { key } = field;
    let from = profile;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const set = { [key]: valueOf(field, draft) };
        const saved = await client.call(updateProfile, { id: from.id, set, version: from.version });
        remember(getProfile, { id: profile.id }, saved.profile);
        return { saved };
      } catch (error) {
        if (!isProblem(error, 'profiles.conflict') || attempt >= tries) throw error;
        from = await client.call(getProfile, { id: profile.id });
        remember(getProfile, { id: profile.id }, from);
        if (!same(from.values[key], seen)) return { rival: from };
      }
    }
  };
}

/** Says that an edit is saved, with the way back; warns where the value fails its check. */
function useSaid() {
  const say = useMessages(messages).edit;
  const label = useBilingual();
  const client = useClient();
  const refresh = useRefresh();
  return (field: Field, { record, profile }: { record: string; profile: Profile }) => {
    const name = label(field.label);
    const undo = async () => {
      await client.call(retractRecord, { id: record });
      await refresh(getProfile, ...changed);
    };
    const claim = profile.lineage[field.key]?.find((one) => one.record === record);
    const unread = claim?.lost === 'unread';
    const failed = claim !== undefined && !claim.valid;
    const plain = claim?.value === null ? say.cleared(name) : say.saved(name);
    showDone(unread ? say.unread(name) : failed ? say.suspicious(name) : plain, undo);
  };
}

/** Editing in place: shown at once, taken back where the server refuses, undone by a toast. */
export function useEdits(profile: Profile): FactEdits {
  const send = useSend();
  const said = useSaid();
  const refresh = useRefresh();
  const [open, setOpen] = useState<OpenEdit | null>(null);
  const [pending, setPending] = useState<ReadonlyMap<string, string>>(new Map());
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const hold = (key: string, draft: string | null) =>
    setPending((before) => {
      const kept = [...before].filter(([other]) => other !== key);
      return new Map(draft === null ? kept : [...kept, [key, draft]]);
    });
  const put = async (from: Profile, field: Field, edit: Pick<OpenEdit, 'draft' | 'seen'>) => {
    const { key } = field;
    hold(key, edit.draft);
    try {
      const { saved, rival } = await send(from, field, edit);
      if (saved !== undefined) said(field, saved);
      if (rival !== undefined) setConflict({ field, draft: edit.draft, now: rival });
      void refresh(...changed);
    } catch (error) {
      // What was typed is not lost: its editor opens again with it.
      setOpen({ key, ...edit });
      showProblem(toProblem(error));
    } finally {
      hold(key, null);
    }
  };
  return {
    open,
    pending,
    conflict,
    begin: setOpen,
    cancel: () => setOpen(null),
    async save(field, draft) {
      const seen = open?.seen;
      setOpen(null);
      await put(profile, field, { draft, seen });
    },
    async settle(mine) {
      setConflict(null);
      if (conflict === null || !mine) return;
      const { field, draft, now } = conflict;
      await put(now, field, { draft, seen: now.values[field.key] });
    },
  };
}
