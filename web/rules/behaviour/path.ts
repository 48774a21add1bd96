import { membersOf, type RuleJson } from '../rule.ts';
import { isWhole, readBetween, readTexts } from './shapes.ts';

/** What a condition on paths asks, as its form draws it. */
export interface PathForm {
  /** Events, one right after the other, the one that the path begins with first. */
  readonly steps: readonly string[];
  readonly days: number;
  /** Going back from the last such event, rather than on from the first. */
  readonly before: boolean;
  /** When the event that the path begins with was; null: at any time. */
  readonly between: readonly [string, string] | null;
  /** Nothing more within the days. */
  readonly ends: boolean;
  /** Events that do not count. */
  readonly except: readonly string[];
}

/** What a path may have, its beginning counted. */
export const mostSteps = 6;
const usualDays = 30;

function readSteps(path: RuleJson | undefined): readonly string[] | undefined {
  const steps = readTexts(path);
  return steps === undefined || steps.length === 0 ? undefined : steps;
}

function readFlag(flag: RuleJson | undefined): boolean | undefined {
  if (flag === undefined) return false;
  return typeof flag === 'boolean' ? flag : undefined;
}

/** What a part asks of paths, or undefined where the form cannot draw it. */
export function readPath(part: RuleJson): PathForm | undefined {
  const { path, days = usualDays, between, before, ends, except, ...rest } = membersOf(part) ?? {};
  const read = {
    steps: readSteps(path),
    days: typeof days === 'number' ? days : undefined,
    before: readFlag(before),
    between: readBetween(between),
    ends: readFlag(ends),
    except: readTexts(except),
  };
  return isWhole(read) && Object.keys(rest).length === 0 ? read : undefined;
}

/** The part that a form asks for. */
export function writePath({ steps, days, before, between, ends, except }: PathForm): RuleJson {
  return {
    path: [...steps],
    days,
    ...(between === null ? {} : { between: [...between] }),
    ...(before ? { before } : {}),
    ...(ends ? { ends } : {}),
    ...(except.length === 0 ? {} : { except: [...except] }),
  };
}

/** What a new condition asks. */
export const firstPath: PathForm = {
  steps: ['Product Viewed', 'Order Completed'],
  days: 7,
  before: false,
  between: null,
  ends: false,
  except: [],
};

/** A path with one step more: the first of some names that would be news after the last step. */
export function addStep(form: PathForm, names: readonly string[]): PathForm {
  const next = names.find((name) => name !== form.steps.at(-1)) ?? '';
  return { ...form, steps: [...form.steps, next] };
}
