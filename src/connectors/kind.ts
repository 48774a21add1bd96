import type { z } from 'zod';

import type { ConsentWord } from '../consent/index.ts';
import type { Kind } from '../fields/index.ts';
import type { Bilingual, Problem } from '../lib/problem.ts';
import type { PrivateHosts } from '../store/foreign/index.ts';
import type { ConnectorKind, Mapping } from './contract.ts';
import type { Signature } from './signature.ts';

/** A word about consent, as another system tells of it. */
export type SaidWord = Pick<ConsentWord, 'channel' | 'purpose' | 'said' | 'at' | 'wording'>;

/** What one thing that was sent says: of whom, and what happened. */
export interface Reading {
  readonly kind: Kind;
  /** The number by which the other system knows whom it is about; '' where it says none. */
  readonly who: string;
  /** Values of fields, for a record; none where it says nothing of who somebody is. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Messages of the tracking protocol, without whom they are about. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** The order whose customer it is about, where `who` is not said. */
  readonly order: string;
  readonly words: readonly SaidWord[];
}

/** A reading that says nothing yet. */
export const emptyReading: Reading = Object.freeze({
  kind: 'person',
  who: '',
  values: {},
  events: [],
  order: '',
  words: [],
});

/** What came with a delivery. */
export interface Sent {
  readonly body: unknown;
  /** What its sender calls it, as `orders/create`. */
  readonly topic: string;
  readonly mapping: Mapping | null;
  /** When it came. */
  readonly at: Date;
}

/** A connector to which others send, with its settings. */
export interface Hook {
  readonly signature: Signature;
  /** The header that says what was sent. */
  readonly topicHeader: string;
  /** True for what only asks whether somebody is there. */
  isGreeting(body: string, headers: Headers): boolean;
  /** What a delivery says; a problem for what cannot be read. */
  read(sent: Sent): readonly Reading[];
}

/** Where something is fetched to, and how. */
export interface PullTask {
  /** Up to where it was read; null at the first time. */
  readonly mark: Readonly<Record<string, string>> | null;
  /** An empty folder, for the files that are fetched. */
  readonly directory: string;
  /** How many things may be fetched at most; what is left follows at once. */
  readonly most: number;
  readonly allowed: PrivateHosts;
  readonly signal: AbortSignal;
}

/** A file that was fetched. */
export interface PulledFile {
  /** How it is called, which says what it is. */
  readonly name: string;
  readonly path: string;
}

/** What was there but cannot be read. */
export interface SkippedFile {
  readonly name: string;
  readonly reason: Problem;
}

/** What was fetched. */
export interface Pulled {
  readonly files: readonly PulledFile[];
  readonly skipped: readonly SkippedFile[];
  /** How many things that was, each of which can be fetched by itself. */
  readonly taken: number;
  readonly mark: Readonly<Record<string, string>>;
  /** True where there is more to be fetched at once. */
  readonly more: boolean;
}

/** A connector that fetches, with its settings. */
export interface Puller {
  readonly minutes: number;
  /** What the records are of; null where it is to be seen in them. */
  readonly about: Kind | null;
  /** True where each file stands for itself: one that cannot be read is set aside, and the others come in. */
  readonly apart: boolean;
  /** Writes what is new to files; null where nothing is. */
  pull(task: PullTask): Promise<Pulled | null>;
}

interface KindBase {
  readonly kind: ConnectorKind;
  readonly label: Bilingual;
  readonly lead: Bilingual;
  readonly settings: z.ZodObject;
}

/** A kind of connector to which others send, whatever its settings are. */
export interface HookKind extends KindBase {
  readonly does: 'hook';
  readonly maps: boolean;
  open(settings: unknown): Hook;
}

/** A kind of connector that fetches at intervals. */
export interface PullKind extends KindBase {
  readonly does: 'pull';
  readonly maps: false;
  open(settings: unknown): Puller;
}

interface HookOf<S extends z.ZodObject> extends Omit<HookKind, 'does' | 'settings' | 'open'> {
  readonly settings: S;
  open(settings: z.output<S>): Hook;
}

interface PullOf<S extends z.ZodObject> extends Omit<PullKind, 'does' | 'maps' | 'settings' | 'open'> {
  readonly settings: S;
  open(settings: z.output<S>): Puller;
}

/** Puts a kind of connector and its settings together. */
export function hookKind<S extends z.ZodObject>(of: HookOf<S>): HookKind {
  return { ...of, does: 'hook', open: (settings) => of.open(of.settings.parse(settings)) };
}

/** The same for one that fetches. */
export function pullKind<S extends z.ZodObject>(of: PullOf<S>): PullKind {
  return { ...of, does: 'pull', maps: false, open: (settings) => of.open(of.settings.parse(settings)) };
}
