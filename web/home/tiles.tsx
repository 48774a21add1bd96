import { Skeleton, Tooltip } from '@mantine/core';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useTotal } from './counts.ts';
import classes from './home.module.css';
import { messages } from './messages.ts';

function Tile({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const format = useFormat();
  const total = useTotal(kind, { all: [] });
  const changed = useTotal(kind, { updated: { within: '7d' } });
  return (
    <dl className={classes['tile']}>
      <dt>{say.kinds[kind]}</dt>
      <dd>
        {total === undefined ? (
          <Skeleton height={29} width={96} />
        ) : (
          <Tooltip label={format.number(total)}>
            <span>{format.compact(total)}</span>
          </Tooltip>
        )}
      </dd>
      <dd style={{ font: 'inherit' }}>
        <small>{changed === undefined ? ' ' : say.changed(format.number(changed))}</small>
      </dd>
    </dl>
  );
}

/** How many there are of each kind, and how many of them changed this week. */
export function Tiles() {
  return (
    <div className={classes['tiles']}>
      {kinds.map((kind) => (
        <Tile key={kind} kind={kind} />
      ))}
    </div>
  );
}
