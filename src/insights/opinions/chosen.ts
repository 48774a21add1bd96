import type { WarehouseParameters } from '../../store/warehouse/index.ts';
import type { ChosenTexts } from './contract.ts';

/** A condition on texts, and its values. */
export interface Chosen {
  readonly where: string;
  readonly parameters: WarehouseParameters;
}

const tests = {
  from: "ts >= toDateTime64(concat({from:String}, ' 00:00:00'), 3, {zone:String})",
  to: "ts < toDateTime64(concat({to:String}, ' 00:00:00'), 3, {zone:String}) + INTERVAL 1 DAY",
  source: 'source = {source:String}',
  product: 'product = {product:String}',
  topic: 'has(topics, {topic:String})',
  tag: 'has(tags, {tag:String})',
} as const;

/** The texts that somebody chose, as a condition on `opinions`. */
export function chooseTexts(asked: ChosenTexts, zone: string): Chosen {
  const { from, to, source, product, topic, tag } = asked;
  const said = Object.entries({ from, to, source, product, topic, tag }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const names = Object.entries(tests).flatMap(([name, test]) =>
    said.some(([one]) => one === name) ? [test] : [],
  );
  return {
    where: ['1', ...names].join(' AND '),
    parameters: { ...Object.fromEntries(said), zone },
  };
}

/** How a text speaks: of the topic that is asked for, else as a whole. */
export function feltSql(topic: string | undefined): string {
  if (topic === undefined) return 'toString(polarity)';
  return "substring(arrayFirst(x -> startsWith(x, concat({topic:String}, ':')), felt), length({topic:String}) + 2)";
}
