import { Skeleton, Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useOverview, useWork } from './counts.ts';
import classes from './home.module.css';
import { useLinks } from './links.ts';
import { MaybeLink } from './maybe-link.tsx';
import { messages } from './messages.ts';

interface TileProps {
  readonly name: string;
  readonly count: number | undefined;
  readonly href: string | undefined;
  /** What stands below the number. */
  readonly children: ReactNode;
}

function Tile({ name, count, href, children }: TileProps) {
  const format = useFormat();
  return (
    <dl className={classes['tile']}>
      <dt>{name}</dt>
      <dd>
        {count === undefined ? (
          <Skeleton height={29} width={96} />
        ) : (
          <MaybeLink href={href}>
            <Tooltip label={format.number(count)}>
              <span>{format.compact(count)}</span>
            </Tooltip>
          </MaybeLink>
        )}
      </dd>
      <dd className={classes['below']}>{count === undefined ? ' ' : children}</dd>
    </dl>
  );
}

function KindTile({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  const { data } = useOverview(kind);
  const recent = { updated: { within: '7d' } };
  return (
    <Tile name={say.kinds[kind]} count={data?.total} href={links.customers(kind, { all: [] })}>
      <MaybeLink href={data?.week.created ? links.customers(kind, recent, '_no:desc') : undefined}>
        {say.created(format.number(data?.week.created ?? 0))}
      </MaybeLink>
      {' · '}
      <MaybeLink href={data?.week.changed ? links.customers(kind, recent, '_updated:desc') : undefined}>
        {say.changed(format.number(data?.week.changed ?? 0))}
      </MaybeLink>
    </Tile>
  );
}

/** How many there are of each kind, and what was done this week. */
export function Tiles() {
  const say = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  const week = useWork().data?.week;
  return (
    <div className={classes['tiles']}>
      {kinds.map((kind) => (
        <KindTile key={kind} kind={kind} />
      ))}
      <Tile name={say.imports} count={week?.imports} href={links.page('imports')}>
        {say.rows(format.number(week?.rows ?? 0))}
      </Tile>
      <Tile name={say.edits} count={week?.edits} href={links.page('audit')}>
        {say.saved(format.number(week?.views ?? 0), format.number(week?.exports ?? 0))}
      </Tile>
    </div>
  );
}
