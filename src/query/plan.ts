import type { Field, Kind } from '../fields/index.ts';
import type { Point } from '../lib/point.ts';
import type { RelationType } from '../lib/relationship.ts';
import type { KeyName } from './nodes/related-finds.ts';

/** ClickHouse types of parameters. */
export type ParameterType = 'String' | 'Float64' | 'UInt8' | 'UInt32' | "DateTime('UTC')";
export type Sign = '=' | '<' | '<=' | '>' | '>=';
export type Affix = 'contains' | 'startsWith' | 'endsWith';

/**
 * What a rule means for the profile table, with all names looked up and all values read: the only thing that SQL is made from.
 * A comparison with an empty (NULL) column does not hold.
 */
export type Plan =
  | { readonly op: 'all' | 'any'; readonly parts: readonly Plan[] }
  | { readonly op: 'not'; readonly part: Plan }
  | {
      readonly op: 'compare';
      readonly column: string;
      readonly sign: Sign;
      readonly type: ParameterType;
      readonly value: string | number;
    }
  /** The column is one of the values; in a list column, one of its elements is. */
  | {
      readonly op: 'oneOf';
      readonly column: string;
      readonly list: boolean;
      readonly values: readonly string[];
      /** What the values are where they are no texts. */
      readonly type?: 'UInt32';
    }
  /** What an event was sent with under a name is one of the values, or a number within a bound. */
  | {
      readonly op: 'property';
      readonly name: string;
      readonly test: { readonly values: readonly string[] } | { readonly sign: Sign; readonly value: number };
    }
  /** The column, or an element, is one of the values when case is ignored (and width and traditional forms, by `name`). */
  | { readonly op: 'sameText'; readonly column: TextColumn; readonly values: readonly string[] }
  | { readonly op: 'affix'; readonly column: TextColumn; readonly affix: Affix; readonly text: string }
  /** The column, or an element, begins with this, case and all; a list's plain column is cheaper to test than `affix`. */
  | { readonly op: 'prefix'; readonly column: string; readonly list: boolean; readonly text: string }
  /** A stored code of a tree lies in one of the ranges, ends included. */
  | {
      readonly op: 'ranges';
      readonly column: string;
      readonly ranges: readonly (readonly [number, number])[];
    }
  /** The point of two columns, of latitudes and of longitudes, is at most so far from another. */
  | {
      readonly op: 'near';
      readonly column: string;
      readonly beside: string;
      readonly point: Point;
      readonly km: number;
    }
  | { readonly op: 'filled'; readonly column: string; readonly empty: 'null' | 'zero' | 'text' | 'list' }
  /** The profile was in this segment when its members were last written down. */
  | { readonly op: 'member'; readonly segment: string }
  /** The column is among the highest, or lowest, `share` (0 to 1) of those that the place has, of whom `among` fits where it is said. */
  | {
      readonly op: 'rank';
      readonly kind: Kind;
      readonly place: ValuePlace | 'profiles';
      readonly among?: Plan | undefined;
      /** The column whose values part what can be compared, as currencies do. */
      readonly by?: string;
      readonly column: string;
      readonly end: 'top' | 'bottom';
      readonly share: number;
    }
  /** What is computed of the profile, which stands at the place, passes the test. */
  | { readonly op: 'valued'; readonly kind: Kind; readonly place: ValuePlace; readonly test: Plan }
  /** Of the profile's events, those that pass `events` pass `having` together; see `compile-behaviour.ts` for its columns. */
  | { readonly op: 'did'; readonly kind: Kind; readonly events: Plan; readonly having: Plan }
  /** Wrote texts that pass `texts`, at least so many. */
  | { readonly op: 'said'; readonly kind: Kind; readonly texts: Plan; readonly least: number }
  /** An event that passes `first` came before ones that pass `next` one after the other, the last at most so many seconds later. */
  | {
      readonly op: 'sequence';
      readonly kind: Kind;
      readonly first: Plan;
      readonly next: readonly Plan[];
      readonly seconds: number;
      /** There is one `next`; an event may pass both, and is not followed by itself. */
      readonly alike: boolean;
    }
  /** From an event that passes `starts` on, or back, these came one after the other; see `path-sql.ts`. */
  | {
      readonly op: 'path';
      readonly kind: Kind;
      readonly starts: Plan;
      readonly names: readonly string[];
      readonly days: number;
      readonly before: boolean;
      readonly ends: boolean;
      readonly except: readonly string[];
    }
  /** The first order that counts is of a month (`2024-01`), and there is one in another; or there is one of some days, ends included. */
  | {
      readonly op: 'bought';
      readonly kind: Kind;
      readonly test:
        | { readonly first: string; readonly in: string }
        | { readonly from: string; readonly to: string; readonly item: BoughtItem | null };
    }
  /** The profile has a subscription that runs, or had one and has none now. */
  | {
      readonly op: 'subscribed';
      readonly kind: Kind;
      readonly runs: boolean;
      readonly plan: string | null;
      readonly events: { readonly started: string; readonly ended: string };
      /** `2024-05-31 10:00:00.000` in UTC. */
      readonly now: string;
    }
  /** The profile allows to be spoken to by this channel for this purpose. */
  | { readonly op: 'allows'; readonly kind: Kind; readonly channel: string; readonly purpose: string }
  /** Has a value of the field of which the newest word since a moment (`2024-05-31 08:00:00.000`) is that it is right. */
  | {
      readonly op: 'verified';
      readonly kind: Kind;
      readonly field: Field;
      readonly column: string;
      readonly since: string;
    }
  /** Is related with a profile of the other kind that `where` fits, as people set it or by what both share; see `related-sql.ts`. */
  | {
      readonly op: 'related';
      readonly kind: Kind;
      readonly other: Kind;
      readonly type: RelationType;
      /** At which ends of what people set the profile may stand, none where people set none; 0 is related to 1. */
      readonly sides: readonly (0 | 1)[];
      readonly finds: readonly {
        readonly tag: string;
        readonly own: SharedKey;
        readonly theirs: SharedKey;
      }[];
      readonly where: Plan;
    }
  /** The name or the other searched words hold this folded text. */
  | { readonly op: 'search'; readonly text: string; readonly seen?: SeenWords }
  /** The searched words have these initials, and coded syllables that the pattern fits. */
  | {
      readonly op: 'pinyin';
      readonly initials: string;
      readonly pattern: string;
      readonly coded: string | null;
      readonly seen?: SeenWords;
    };

/** Which customers are asked about, as a test of a column of profile numbers: what happened with others is not read. */
export type Among = (profile: string) => string;

/** What a profile may share with another. */
interface SharedKey {
  readonly by: KeyName;
  /** Former names count as names. */
  readonly former: boolean;
}

/** What stands in the lines of orders: a product by its name, or a category. */
export interface BoughtItem {
  readonly by: 'product' | 'category';
  readonly name: string;
}

/** Where values of customers are written down: a table, and of values that the workspace made itself which one. */
export interface ValuePlace {
  readonly table: 'customer_values' | 'computed_values' | 'customer_habits' | 'customer_interests';
  readonly value?: string;
}

/** The fields whose words the asker may know, where these are not all that are searched. */
export interface SeenWords {
  readonly kind: Kind;
  readonly fields: readonly Field[];
}

/** A column of texts, how it is folded before it is compared, and the searched column that has all that it has. */
export interface TextColumn {
  readonly name: string;
  readonly list: boolean;
  /** `none`: compared as it is. `done`: the column is folded as names are. */
  readonly fold: 'none' | 'case' | 'name' | 'done';
  readonly searched: SearchedColumn | null;
}

/** The columns with an index of pairs of characters: the folded name, and other words with pinyin and initials. */
export type SearchedColumn = '_name' | '_search';

export const nothing: Plan = { op: 'any', parts: [] };

/** Both, all or the only one of several plans. */
export function allOf(parts: readonly Plan[]): Plan {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { op: 'all', parts };
}

/** Any or the only one of several plans. */
export function anyOf(parts: readonly Plan[]): Plan {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { op: 'any', parts };
}
