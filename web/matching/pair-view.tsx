import { Link } from 'wouter';
import type { Kind } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import type { listMatchPairs } from '../../src/identity/contract.ts';
import { listFields } from '../../src/records/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Time } from '../ui/page/time.tsx';
import { useWriteValues } from '../ui/value/use-write-values.ts';
import { nameLevel } from './level-name.ts';
import classes from './matching.module.css';
import { messages } from './messages.ts';

type Pair = Output<typeof listMatchPairs>['rows'][number];
type Told = Pair['attributes'][number];
/** Bits that fill half of a bar. */
const fullBits = 20;

function Side({ side }: { side: Pair['left'] }) {
  const say = useMessages(messages);
  const format = useFormat();
  return (
    <div className={classes['side']}>
      <Link href={`/profiles/${side.id}`}>
        <bdi>{side.name === '' ? side.id : side.name}</bdi>
      </Link>
      <span>
        {say.records(format.number(side.records))} · {side.sources.join(' · ')}
      </span>
      <span>
        {say.seen} <Time at={side.observed} />
      </span>
    </div>
  );
}

/** A bar from the middle: to the right what speaks for, to the left what speaks against. */
function Weight({ bits }: { bits: number }) {
  const format = useFormat();
  const share = Math.min(1, Math.abs(bits) / fullBits) * 50;
  const place = bits < 0 ? { right: '50%', width: `${share}%` } : { left: '50%', width: `${share}%` };
  const sign = bits > 0 ? '+' : bits < 0 ? '−' : '';
  return (
    <span className={classes['weight']}>
      <span className={classes['track']} aria-hidden>
        <span className={classes['bar']} data-against={bits < 0} style={place} />
      </span>
      <span className={classes['bits']}>
        {sign}
        {format.number(Math.abs(Math.round(bits * 10) / 10))}
      </span>
    </span>
  );
}

function AttributeRow({ kind, told }: { kind: Kind; told: Told }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const write = useWriteValues();
  const fields = useEndpoint(listFields, { kind }, { keep: true });
  const field = fields.data?.rows.find(({ key }) => key === told.field);
  const values = (value: unknown) => {
    const texts = field === undefined ? [] : write(field, value);
    return texts.length === 0 ? say.nothing : texts.join(' · ');
  };
  return (
    <tr data-attribute={told.field} data-level={told.level}>
      <th scope="row">{field === undefined ? told.field : text(field.label)}</th>
      <td>
        <bdi>{values(told.left)}</bdi>
      </td>
      <td>
        <bdi>{values(told.right)}</bdi>
      </td>
      <td>{nameLevel(told.level, say.levels)}</td>
      <td>
        <Weight bits={told.bits} />
      </td>
    </tr>
  );
}

/** A pair side by side: what each attribute says, in bits, and what joining would do. */
export function PairView({ kind, pair }: { kind: Kind; pair: Pair }) {
  const say = useMessages(messages);
  const format = useFormat();
  const reasons: Readonly<Record<string, string>> = say.reasons;
  return (
    <article className={classes['pair']} data-pair={pair.pair}>
      <header>
        <strong>{say.confidence(format.number(pair.confidence))}</strong>
        <span>{say.probability(format.percent(pair.probability))}</span>
        {reasons[pair.reason] !== undefined && <span>{reasons[pair.reason]}</span>}
      </header>
      <div className={classes['scroll']}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say.attribute}</th>
              <th scope="col">
                <Side side={pair.left} />
              </th>
              <th scope="col">
                <Side side={pair.right} />
              </th>
              <th scope="col">{say.level}</th>
              <th scope="col">{say.weight}</th>
            </tr>
          </thead>
          <tbody>
            {pair.attributes
              .toSorted((one, other) => other.bits - one.bits)
              .map((told) => (
                <AttributeRow key={told.field} kind={kind} told={told} />
              ))}
          </tbody>
        </table>
      </div>
      <p className={classes['moves']}>
        {say.moves(format.number(pair.left.records), format.number(pair.right.records))}
      </p>
    </article>
  );
}
