import { opinionTags, polarities, topics, type Polarity, type Topic } from '../../../src/lib/opinion.ts';
import { membersOf, type RuleJson } from '../rule.ts';

/** What a condition on texts asks, as its form draws it. */
export interface SaidForm {
  readonly said: Polarity | 'any';
  /** '' where any topic will do. */
  readonly about: Topic | '';
  readonly tag: string;
  /** A span such as `90d`; '' at any time. */
  readonly within: string;
}

export const firstSaid: SaidForm = { said: 'negative', about: '', tag: '', within: '90d' };

/** The only text of a list, '' where there is no list; undefined for anything else. */
function onlyOf(list: RuleJson | undefined): string | undefined {
  if (list === undefined) return '';
  if (!Array.isArray(list) || list.length !== 1) return undefined;
  const [one] = list;
  return typeof one === 'string' ? one : undefined;
}

type Members = Readonly<Record<string, RuleJson>>;

function topicOf({ about }: Partial<Members>): SaidForm['about'] | undefined {
  const name = onlyOf(about);
  return name === '' ? '' : topics.find((one) => one === name);
}

function tagOf({ tags }: Partial<Members>): string | undefined {
  const tag = onlyOf(tags);
  return tag === undefined || tag === '' || Object.hasOwn(opinionTags, tag) ? tag : undefined;
}

/** What a part asks of texts, or undefined where the form cannot draw it. */
export function readSaid(part: RuleJson): SaidForm | undefined {
  const members = membersOf(part) ?? {};
  const { said, about: _, tags: __, within = '', ...rest } = members;
  const how = ([...polarities, 'any'] as const).find((one) => one === said);
  const [about, tag] = [topicOf(members), tagOf(members)];
  if (Object.keys(rest).length > 0 || typeof within !== 'string') return undefined;
  return how === undefined || about === undefined || tag === undefined
    ? undefined
    : { said: how, about, tag, within };
}

export function writeSaid({ said, about, tag, within }: SaidForm): RuleJson {
  return {
    said,
    ...(about === '' ? {} : { about: [about] }),
    ...(tag === '' ? {} : { tags: [tag] }),
    ...(within === '' ? {} : { within }),
  };
}
