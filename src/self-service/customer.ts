import { z } from 'zod';

import { createId, systemActor, type Caller } from '../access/index.ts';
import type { Consents, ConsentWord } from '../consent/index.ts';
import type { Field } from '../fields/index.ts';
import { consentChannels, type ConsentChannel, type ConsentPurpose } from '../lib/consent.ts';
import type { Language } from '../lib/problem.ts';
import { findPlace, type Profile, type ProfilePlace } from '../profiles/index.ts';
import { statement, type Warehouse } from '../store/warehouse/index.ts';
import { linkExpired, type LinkContent } from './link.ts';
import { sentenceOf } from './words.ts';

/** What acting for a customer needs of the whole. */
export interface CustomerParts {
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  readonly consents: Pick<Consents, 'take' | 'list'>;
  /** The fields that a person may see of itself, and the profile as it sees it. */
  readonly fields: (workspace: string) => Promise<readonly Field[]>;
  readonly show: (caller: Caller, id: string) => Promise<Profile>;
  /** Makes a record of what a customer corrected, tied to its profile. */
  readonly correct: (
    workspace: string,
    profile: string,
    values: Readonly<Record<string, string>>,
  ) => Promise<void>;
  /** Puts something on the list of what the staff has to do. */
  readonly addTask: (caller: Caller, task: { readonly id: string; readonly title: string }) => Promise<void>;
}

/** The program at work for a customer. */
function agentOf(workspace: string): Caller {
  return { ...systemActor(workspace), id: 'customer', name: 'Customer', workspace, role: 'owner', ip: '' };
}

export const newestRecord = statement({
  name: 'self-service.newest',
  sql: 'SELECT max(_no) AS newest FROM {db}.facts_person',
  row: z.object({ newest: z.coerce.number() }),
});

/** A customer who came by a link. */
export interface Visitor {
  readonly workspace: string;
  readonly place: ProfilePlace;
  readonly caller: Caller;
}

/** What customers do by themselves. */
export function createCustomer(parts: CustomerParts) {
  const { clock, consents } = parts;
  const say = (visitor: Visitor, words: readonly Omit<ConsentWord, 'id' | 'at' | 'by'>[]): Promise<void> => {
    const at = clock();
    return consents.take(
      visitor.workspace,
      visitor.place,
      words.map((word) => ({
        ...word,
        id: createId('con', at),
        at,
        by: { id: 'customer', name: 'Customer' },
      })),
    );
  };
  const withdraw = (visitor: Visitor, of: Asked, evidence: string) => {
    const channels = of.channel === null ? consentChannels : [of.channel];
    const word = { said: 'withdrawn', form: 'general', wording: '', evidence, place: of.place } as const;
    return say(
      visitor,
      channels.map((channel) => ({ ...word, channel, purpose: of.purpose })),
    );
  };
  return {
    /**
     * Whose a link is. Older records of somebody else that have come to the profile since make it worthless: whoever holds
     * it could have brought that about, and would see their data. Problem: `self-service.link.expired`.
     */
    async visit({ w: workspace, p, m, n }: LinkContent): Promise<Visitor> {
      const place = await findPlace(await parts.warehouse(workspace), p).catch(() => undefined);
      if (place === undefined || place.id !== p || place.numbers.filter((no) => no <= m).length > n)
        throw linkExpired();
      return { workspace, place, caller: agentOf(workspace) };
    },
    async data({ caller, workspace, place }: Visitor) {
      const [profile, fields, ledger] = await Promise.all([
        parts.show(caller, place.id),
        parts.fields(workspace),
        consents.list(caller, place.id),
      ]);
      return { profile, fields, ledger };
    },
    withdraw,
    async give(visitor: Visitor, of: Asked & { readonly channel: ConsentChannel }, language: Language) {
      const wording = sentenceOf(of.channel, of.purpose)[language];
      const { channel, purpose, place } = of;
      const word = { said: 'given', form: 'separate', wording, place } as const;
      await say(visitor, [
        { ...word, channel, purpose, evidence: 'own page of the customer, by a signed link' },
      ]);
    },
    correct: ({ workspace, place }: Visitor, values: Readonly<Record<string, string>>) =>
      parts.correct(workspace, place.id, values),
    ask: ({ caller, place }: Visitor, title: string) => parts.addTask(caller, { id: place.id, title }),
  };
}

export type Customer = ReturnType<typeof createCustomer>;

/** What somebody speaks of: one channel, or with null all of them. */
export interface Asked {
  readonly channel: ConsentChannel | null;
  readonly purpose: ConsentPurpose;
  readonly place: string;
}
