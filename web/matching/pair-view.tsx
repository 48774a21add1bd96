import { Button } from '@mantine/core';
import { Link } from 'wouter';
import type { Kind } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { previewJoin, type listMatchPairs } from '../../src/identity/contract.ts';
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

/** Which side's value of a field is to be shown once both are one; the rules decide where nothing is said. */
export type Choice = Readonly<Record<string, 'left' | 'right'>>;

interface Choosing {
  readonly choice: Choice;
  /** Null where the reader may not decide. */
  readonly choose: ((choice: Choice) => void) | null;
}

function Pick({ field, side, choosing }: { field: string; side: 'left' | 'right'; choosing: Choosing }) {
  const say = useMessages(messages);
  const { choice, choose } = choosing;
  if (choose === null) return null;
  const chosen = choice[field] === side;
  const { [field]: _gone, ...others } = choice;
  return (
    <Button
      size="compact-xs"
      variant={chosen ? 'filled' : 'default'}
      aria-pressed={chosen}
      onClick={() => choose(chosen ? others : { ...choice, [field]: side })}
    >
      {chosen ? say.chosen : say.choose}
    </Button>
  );
}

function AttributeRow({ kind, told, choosing }: { kind: Kind; told: Told; choosing: Choosing }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const write = useWriteValues();
  const fields = useEndpoint(listFields, { kind }, { keep: true });
  const field = fields.data?.rows.find(({ key }) => key === told.field);
  const texts = (value: unknown) => (field === undefined ? [] : write(field, value));
  const [left, right] = [texts(told.left), texts(told.right)];
  const values = (some: readonly string[]) => (some.length === 0 ? say.nothing : some.join(' · '));
  const differ = left.length > 0 && right.length > 0 && left.join() !== right.join();
  // A value that one sees masked cannot be written.
  const open = differ && field?.sight !== 'masked';
  return (
    <tr data-attribute={told.field} data-level={told.level}>
      <th scope="row">{field === undefined ? told.field : text(field.label)}</th>
      <td>
        <bdi>{values(left)}</bdi> {open && <Pick field={told.field} side="left" choosing={choosing} />}
      </td>
      <td>
        <bdi>{values(right)}</bdi> {open && <Pick field={told.field} side="right" choosing={choosing} />}
      </td>
      <td>{nameLevel(told.level, say.levels)}</td>
      <td>
        <Weight bits={told.bits} />
      </td>
    </tr>
  );
}

const movable = ['records', 'notes', 'tasks', 'files', 'relationships', 'events', 'consents'] as const;

/** What would come together: what hangs on each side. */
function Moves({ pair }: { pair: Pair }) {
  const say = useMessages(messages);
  const format = useFormat();
  const { data } = useEndpoint(previewJoin, { left: pair.left.id, right: pair.right.id });
  if (data === undefined)
    return (
      <p className={classes['moves']}>
        {say.moves(format.number(pair.left.records), format.number(pair.right.records))}
      </p>
    );
  const shown = movable.filter((key) => data.left[key] + data.right[key] > 0);
  const parts = shown.map((key) =>
    say.movedOf(say.moved[key], format.number(data.left[key]), format.number(data.right[key])),
  );
  return (
    <p className={classes['moves']} data-moves>
      {say.comeTogether(parts.join(say.between))}
    </p>
  );
}

/** A pair side by side: what each attribute says, in bits, and what joining would do. */
export function PairView({ kind, pair, choosing }: { kind: Kind; pair: Pair; choosing: Choosing }) {
  const say = useMessages(messages);
  const format = useFormat();
  const reasons: Readonly<Record<string, string>> = say.reasons;
  return (
    <article className={classes['pair']} data-pair={pair.pair}>
      <header>
        <strong>{say.confidence(format.number(pair.confidence))}</strong>
        <span>{say.probability(format.percent(pair.probability))}</span>
        {reasons[pair.reason] !== undefined && <span>{reasons[pair.reason]}</span>}
        {pair.changed && <span>{say.changed}</span>}
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
                <AttributeRow key={told.field} kind={kind} told={told} choosing={choosing} />
              ))}
          </tbody>
        </table>
      </div>
      <Moves pair={pair} />
    </article>
  );
}
