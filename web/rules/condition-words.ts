import { writePoint } from '../../src/lib/point.ts';
import type { Language } from '../../src/lib/problem.ts';
import type { Format } from '../ui/i18n/format.ts';
import type { Bound, Condition, Scalar } from './condition.ts';
import { choiceOf, type FilterField, spanOf } from './fields.ts';
import type { en } from './messages.en.ts';
import { type TreeNames, treeOf } from './tree-names.ts';

/** What conditions are put into words with. */
export interface Writing {
  readonly say: typeof en;
  readonly language: Language;
  readonly format: Format;
  readonly names: TreeNames;
}

const mostNamed = 3;

/** A value in the reader's words: names of codes and choices, grouped numbers. */
function writeValue(value: Scalar, field: FilterField, { say, language, format, names }: Writing): string {
  if (typeof value === 'boolean') return value ? say.yes : say.no;
  const tree = treeOf(field);
  if (tree !== undefined) return names[tree].get(String(value))?.[language] ?? String(value);
  const choice = field.choices.find(({ key }) => key === value);
  if (choice !== undefined) return choice.label[language];
  if (typeof value !== 'number') return value;
  return field.type === 'percent' ? `${value}%` : format.compact(value);
}

/** `30d` as `30 days`; a span of another form stays as it is. */
function writeSpan(span: string, say: typeof en): string {
  const [, count, unit] = /^(\d+)([dwmy])$/.exec(span) ?? [];
  const write = unit === 'd' || unit === 'w' || unit === 'm' || unit === 'y' ? say.spans[unit] : undefined;
  return write === undefined || count === undefined ? span : write(Number(count));
}

function writeEnd(
  { value, open }: Bound,
  signs: readonly [string, string],
  write: (value: Scalar) => string,
): string {
  return `${signs[open ? 1 : 0]} ${write(value)}`;
}

/** What a condition asks, after the name of its field: `≥ 100`, `上海市、江苏省`. */
export function writeCondition(condition: Condition, field: FilterField, writing: Writing): string {
  const { say } = writing;
  const write = (value: Scalar) => writeValue(value, field, writing);
  const choice = choiceOf(condition, field);
  const span = spanOf(condition);
  if (choice === 'within' && span !== undefined) return `${say.operators.within} ${writeSpan(span, say)}`;
  if (condition.op === 'range') return writeRange(condition, write);
  if (condition.op === 'near')
    return condition.at === null ? say.operators.near : say.near(writePoint(condition.at), condition.km);
  if ('share' in condition) return say.operators[condition.op].replace('%', `${condition.share}%`);
  if ('values' in condition) return writeList(condition, write, writing);
  return 'text' in condition ? `${say.operators[condition.op]} “${condition.text}”` : say.operators[choice];
}

function writeList(
  { op, values }: Extract<Condition, { values: unknown }>,
  write: (value: Scalar) => string,
  { say, language }: Writing,
): string {
  const shown = values
    .slice(0, mostNamed)
    .map(write)
    .join(language === 'zh' ? '、' : ', ');
  const rest = values.length - mostNamed;
  const suffix = rest > 0 ? ` ${say.more(language === 'zh' ? values.length : rest)}` : '';
  return `${op === 'in' ? '' : '≠ '}${shown}${suffix}`;
}

function writeRange(
  { low, high, currency = '' }: Extract<Condition, { op: 'range' }>,
  write: (value: Scalar) => string,
): string {
  const ends =
    low !== null && high !== null
      ? `${low.open ? '> ' : ''}${write(low.value)} – ${high.open ? '< ' : ''}${write(high.value)}`
      : [
          ...(low === null ? [] : [writeEnd(low, ['≥', '>'], write)]),
          ...(high === null ? [] : [writeEnd(high, ['≤', '<'], write)]),
        ].join(' ');
  return `${ends} ${currency}`.trim();
}
