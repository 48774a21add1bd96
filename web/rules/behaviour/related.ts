import { kinds, type Kind } from '../../../src/fields/types.ts';
import {
  directions,
  isDirected,
  otherKinds,
  relationTypes,
  type Direction,
  type RelationType,
} from '../../../src/lib/relationship.ts';
import { everyone, filtersOf, membersOf, readGroup, type RuleJson } from '../rule.ts';

/** What a condition on relationships asks, as its form draws it. */
export interface RelatedForm {
  readonly related: RelationType;
  readonly direction: Direction | 'either';
  /** Which kind the other one is said to be; null where the type says it. */
  readonly kind: Kind | null;
  /** The rule about the other one, as a group. */
  readonly where: RuleJson;
}

/** What a part asks of relationships, or undefined where the form cannot draw it. */
export function readRelated(part: RuleJson): RelatedForm | undefined {
  const { related, direction = 'either', kind = null, where = everyone, ...rest } = membersOf(part) ?? {};
  const type = relationTypes.find((one) => one === related);
  const way = ([...directions, 'either'] as const).find((one) => one === direction);
  const other = [...kinds, null].find((one) => one === kind);
  if (type === undefined || way === undefined || other === undefined) return undefined;
  if (Object.keys(rest).length > 0) return undefined;
  const group = readGroup(where) === undefined ? { all: [...filtersOf(where)] } : where;
  return { related: type, direction: way, kind: other, where: group };
}

/** The part that a form asks for. */
export function writeRelated({ related, direction, kind, where }: RelatedForm): RuleJson {
  return {
    related,
    ...(direction === 'either' ? {} : { direction }),
    ...(kind === null ? {} : { kind }),
    where,
  };
}

/** The types that profiles of a kind have, and the way in which each is read where there is one alone. */
export function typesOf(own: Kind): { readonly type: RelationType; readonly way: Direction | 'either' }[] {
  return relationTypes
    .filter((type) => otherKinds(type, own).length > 0)
    .map((type) => {
      const [only, second] = directions.filter((way) => otherKinds(type, own, way).length > 0);
      const way = !isDirected(type) ? 'out' : (second === undefined && only) || 'either';
      return { type, way };
    });
}

/** The kinds that the other one of a form may be. */
export function othersOf({ related, direction }: RelatedForm, own: Kind): readonly Kind[] {
  const others = direction === 'either' ? [] : otherKinds(related, own, direction);
  return others.length > 0 ? others : otherKinds(related, own);
}

/** The kind that the rule about the other one is about. */
export function otherOf(form: RelatedForm, own: Kind): Kind {
  return form.kind ?? othersOf(form, own)[0] ?? own;
}

/** Another type or way; where the other one is of another kind then, the rule about it begins anew. */
export function turnRelated(form: RelatedForm, next: Partial<RelatedForm>, own: Kind): RelatedForm {
  const turned = { ...form, ...next };
  const others = othersOf(turned, own);
  const [first = own, second] = others;
  const kind =
    second === undefined ? null : turned.kind !== null && others.includes(turned.kind) ? turned.kind : first;
  const fitting = { ...turned, kind };
  return otherOf(fitting, own) === otherOf(form, own) ? fitting : { ...fitting, where: everyone };
}

export const firstRelated: RelatedForm = {
  related: 'works_at',
  direction: 'either',
  kind: null,
  where: everyone,
};
