import type { ConsentChannel, ConsentPurpose } from '../../lib/consent.ts';
import type { Kind } from '../../fields/index.ts';
import type { Direction, RelationType } from '../../lib/relationship.ts';
import type { Point } from '../../lib/point.ts';
import type { Polarity, Topic } from '../../lib/opinion.ts';

/** What a rule compares with. */
export type Scalar = string | number | boolean;

/** The highest or the lowest so many per cent of those of whom a number is known: of all customers, or of whom a rule fits. */
export interface Ranks {
  readonly top?: number | undefined;
  readonly bottom?: number | undefined;
  /** A rule as it is stored. */
  readonly of?: unknown;
}

/** A point on earth and how far from it, in kilometres. */
export interface Near extends Point {
  readonly km: number;
}

/** A condition on one field; several operators in one node must all hold. */
export interface FieldRule extends Ranks {
  readonly field: string;
  readonly eq?: Scalar | undefined;
  readonly ne?: Scalar | undefined;
  readonly in?: readonly Scalar[] | undefined;
  readonly notIn?: readonly Scalar[] | undefined;
  readonly gt?: Scalar | undefined;
  readonly gte?: Scalar | undefined;
  readonly lt?: Scalar | undefined;
  readonly lte?: Scalar | undefined;
  readonly contains?: string | undefined;
  readonly startsWith?: string | undefined;
  readonly endsWith?: string | undefined;
  readonly under?: Scalar | readonly Scalar[] | undefined;
  readonly near?: Near | undefined;
  readonly exists?: boolean | undefined;
  readonly valid?: boolean | undefined;
  readonly currency?: string | undefined;
}

/** Bounds of a number or a date. */
export interface Bounds<T> {
  readonly eq?: T | undefined;
  readonly gt?: T | undefined;
  readonly gte?: T | undefined;
  readonly lt?: T | undefined;
  readonly lte?: T | undefined;
}

/** Bounds of a moment, or within so many days (`30d`), weeks, months or years before now. */
export type MomentBounds = Omit<Bounds<string>, 'eq'> & { readonly within?: string | undefined };

/** When a profile last changed. */
export interface UpdatedRule {
  readonly updated: MomentBounds;
}

/** When a source last said something about a profile. */
export interface ObservedRule {
  readonly observed: MomentBounds;
}

/** What insights computed of a customer's purchases: one of a list, or bounds of a number. */
export type InsightRule = Omit<Bounds<number>, 'eq'> &
  Ranks & {
    readonly insight: string;
    readonly in?: readonly string[] | undefined;
    readonly eq?: number | string | undefined;
  };

/** A test of an event's text, or bounds of its amount or quantity. */
export type EventTest = Omit<Bounds<number>, 'eq'> & {
  readonly property: string;
  readonly in?: readonly string[] | undefined;
  readonly eq?: string | number | undefined;
};

type Measured = Bounds<number> & { readonly of: 'amount' | 'quantity' };

/** What comes after an event; the first of several says within which time of the event all of them must have come. */
export interface ThenStep {
  readonly did: string;
  readonly where?: readonly EventTest[] | undefined;
  readonly within?: string | undefined;
}

/** What happened with a customer: how often, when, of what kind, and what came after it. */
export interface DidRule {
  readonly did: string;
  readonly times?: Bounds<number> | undefined;
  readonly sum?: Measured | undefined;
  readonly avg?: Measured | undefined;
  readonly within?: string | undefined;
  readonly between?: readonly [string, string] | undefined;
  /** When it happened for the first time, or the last. */
  readonly first?: MomentBounds | undefined;
  readonly last?: MomentBounds | undefined;
  readonly where?: readonly EventTest[] | undefined;
  readonly followedBy?: ThenStep | readonly ThenStep[] | undefined;
}

/** What came right after an event, or right before it, one after the other. */
export interface PathRule {
  readonly path: readonly string[];
  readonly days: number;
  readonly between?: readonly [string, string] | undefined;
  readonly before?: boolean | undefined;
  /** Nothing follows the last of them. */
  readonly ends?: boolean | undefined;
  readonly except?: readonly string[] | undefined;
}

/** Whose first order that counts is of a month, and who ordered in another, or the same; or who ordered between two days. */
export interface BoughtRule {
  readonly bought: {
    readonly first?: string | undefined;
    readonly in?: string | undefined;
    readonly between?: readonly [string, string] | undefined;
    readonly product?: string | undefined;
    readonly category?: string | undefined;
  };
}

/** Who has a subscription that runs, or had one and has none now; of one plan, by some events. */
export interface SubscribedRule {
  readonly subscribed: 'running' | 'ended';
  readonly plan?: string | undefined;
  readonly started?: string | undefined;
  readonly ended?: string | undefined;
}

/** Who wrote texts that speak so: praise or blame, of some topics, with some motives. */
export interface SaidRule {
  readonly said: Polarity | 'any';
  readonly about?: readonly Topic[] | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly times?: { readonly gte: number } | undefined;
  readonly within?: string | undefined;
  readonly between?: readonly [string, string] | undefined;
  readonly sources?: readonly string[] | undefined;
  readonly products?: readonly string[] | undefined;
}

/** Who allows to be spoken to by a channel for a purpose. */
export interface ConsentRule {
  readonly consent: { readonly channel: ConsentChannel; readonly purpose: ConsentPurpose };
}

/** Who has a value of a field that was verified within a span, or for as long as the field says that it stays fresh. */
export interface VerifiedRule {
  readonly verified: string;
  readonly within?: string | undefined;
}

/** Who is in a segment. */
export interface SegmentRule {
  readonly segment: string;
}

/** Who has such a relationship with a profile that a rule fits; with any, where none is given. */
export interface RelatedRule {
  readonly related: RelationType;
  /** Read from the profile that is asked about; either way when not said. */
  readonly direction?: Direction | undefined;
  /** Which kind the other one is, where the type does not say it. */
  readonly kind?: Kind | undefined;
  readonly where?: Rule | undefined;
}

/** Rules made of rules. */
export type GroupRule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule };

/** The rule language: a JSON tree. `{ all: [] }` fits every profile. */
export type Rule =
  | GroupRule
  | { readonly text: string }
  | { readonly source: string | readonly string[] }
  | { readonly id: string | readonly string[] }
  | { readonly completeness: Bounds<number> }
  | UpdatedRule
  | ObservedRule
  | InsightRule
  | DidRule
  | PathRule
  | BoughtRule
  | SubscribedRule
  | SaidRule
  | ConsentRule
  | VerifiedRule
  | SegmentRule
  | RelatedRule
  | FieldRule;
