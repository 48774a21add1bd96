import { Button, UnstyledButton } from '@mantine/core';
import { useMessages } from '../ui/i18n/language.ts';
import classes from './connectors.module.css';
import { messages } from './messages.ts';

/** Where a value lies, from the outside in; `*` stands for each of a list. */
export type Place = readonly string[];

interface TreeProps {
  readonly value: unknown;
  readonly at: Place;
  /** What a place means so far; undefined for nothing. */
  readonly meaning: (place: Place) => string | undefined;
  readonly onPick: (place: Place) => void;
  readonly onEach: (place: Place) => void;
}

const mostKeys = 100;

/** A place in words. */
export function placeText(place: Place): string {
  return place.map((key) => (key === '*' ? '[…]' : key)).join(' › ');
}

function Leaf({ value, at, meaning, onPick }: TreeProps) {
  const means = meaning(at);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return (
    <UnstyledButton
      className={classes['leaf']}
      data-place={at.join('.')}
      data-linked={means !== undefined}
      onClick={() => onPick(at)}
    >
      <span className={classes['key']}>{at.at(-1) === '*' ? '[…]' : at.at(-1)}</span>
      <bdi className={classes['value']}>{text.length > 120 ? `${text.slice(0, 120)}…` : text}</bdi>
      {means !== undefined && <span className={classes['means']}>{means}</span>}
    </UnstyledButton>
  );
}

function List({ value, ...props }: TreeProps & { readonly value: readonly unknown[] }) {
  const say = useMessages(messages);
  const { at, onEach } = props;
  const [first] = value;
  const inner = [...at, '*'];
  return (
    <>
      <div className={classes['line']}>
        <span className={classes['key']}>{at.at(-1) ?? ''} […]</span>
        {typeof first === 'object' && (
          <Button size="compact-xs" variant="default" onClick={() => onEach(at)}>
            {say.takeEach}
          </Button>
        )}
      </div>
      {first !== undefined && (
        <ul className={classes['branch']}>
          <li>
            <JsonTree {...props} value={first} at={inner} />
          </li>
        </ul>
      )}
    </>
  );
}

/** A value of JSON as a tree, whose leaves can be clicked; of a list its first entry stands for all. */
export function JsonTree(props: TreeProps) {
  const { value, at } = props;
  if (Array.isArray(value)) return <List {...props} value={value} />;
  if (typeof value !== 'object' || value === null) return <Leaf {...props} />;
  const name = at.at(-1);
  return (
    <>
      {name !== undefined && name !== '*' && <span className={classes['key']}>{name}</span>}
      <ul className={at.length === 0 ? classes['root'] : classes['branch']}>
        {Object.entries(value)
          .slice(0, mostKeys)
          .map(([key, inner]) => (
            <li key={key}>
              <JsonTree {...props} value={inner} at={[...at, key]} />
            </li>
          ))}
      </ul>
    </>
  );
}
