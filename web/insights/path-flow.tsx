import type { Kind } from '../../src/fields/types.ts';
import type { PathsAnswer } from '../../src/insights/paths/contract.ts';
import { labelEvent } from '../../src/lib/events.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { flowSize, layOutFlow, type Place } from './path-layout.ts';
import type { Words } from './path-picture.ts';
import { Wide } from './wide.tsx';

type Direction = 'after' | 'before';

/** The words of each place of a flow: what it is, and how many that are of all and of the step before. */
export function usePathWords(direction: Direction): (data: PathsAnswer) => Words {
  const say = useMessages(messages).paths;
  const text = useBilingual();
  const format = useFormat();
  const named = { ended: direction === 'after' ? say.ended : say.began, rest: say.rest };
  return ({ nodes }) => {
    const counts = new Map(nodes.map(({ path, customers }) => [path.join('\n'), customers]));
    return ({ type, name, customers, key }) => {
      const [, ...path] = key.split('\n');
      const above = counts.get((type === 'step' ? path.slice(0, -1) : path).join('\n'));
      const count = format.number(customers);
      return [
        type === 'step' ? text(labelEvent(name)) : named[type],
        above === undefined ? say.first(count) : say.count(count, format.percent(customers / above)),
      ];
    };
  };
}

interface PlaceProps {
  readonly place: Place;
  readonly words: readonly [string, string];
  readonly href: string | undefined;
}

function PlaceWords({ place, words: [name, count], href }: PlaceProps) {
  const left = place.x + flowSize.bar + 6;
  return (
    <li
      className={classes['flowPlace']}
      data-type={place.type}
      style={{ insetInlineStart: left, top: place.y, width: flowSize.column - flowSize.bar - 12 }}
      title={`${name}: ${count}`}
    >
      <bdi className={classes['flowName']}>{name}</bdi>
      <span className={classes['flowCount']}>
        <MaybeLink href={href}>{count}</MaybeLink>
      </span>
    </li>
  );
}

interface FlowProps {
  readonly asked: { readonly kind: Kind; readonly direction: Direction };
  readonly data: PathsAnswer;
}

/** Paths as a flow from left to right: a column for each step, each place as high as its share of all. */
export function PathFlow({ asked: { kind, direction }, data }: FlowProps) {
  const text = useBilingual();
  const say = useMessages(messages).paths;
  const links = useLinks();
  const words = usePathWords(direction)(data);
  if (data.notice !== null) return <p className={classes['notices']}>{text(data.notice)}</p>;
  const { places, width, height } = layOutFlow(data);
  return (
    <Wide label={say.chart}>
      <div className={classes['flow']} style={{ width, height }}>
        <svg width={width} height={height} aria-hidden>
          {places.map((place) => (
            <g key={place.key} data-type={place.type}>
              {place.band !== '' && <path d={place.band} />}
              <rect x={place.x} y={place.y} width={flowSize.bar} height={place.height} />
            </g>
          ))}
        </svg>
        <ol>
          {places.map((place) => (
            <PlaceWords
              key={place.key}
              place={place}
              words={words(place)}
              href={links.customers(kind, place.rule)}
            />
          ))}
        </ol>
      </div>
    </Wide>
  );
}
