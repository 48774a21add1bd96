import { Tooltip } from '@mantine/core';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './home.module.css';
import { MaybeLink } from './maybe-link.tsx';

/** A value, how many have it, and where those are. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly count: number;
  readonly href: string | undefined;
}

/** Counts as bars, each beside its number; the longest fills the width. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const format = useFormat();
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ol className={classes['bars']}>
      {bars.map(({ key, label, count, href }) => (
        <li key={key}>
          <span className={classes['label']}>
            <MaybeLink href={count === 0 ? undefined : href}>
              <bdi>{label}</bdi>
            </MaybeLink>
          </span>
          <Tooltip label={format.number(count)}>
            <span className={classes['count']}>{format.compact(count)}</span>
          </Tooltip>
          <span
            className={classes['bar']}
            style={{ width: count === 0 ? 0 : `max(2px, ${(count / most) * 100}%)` }}
          />
        </li>
      ))}
    </ol>
  );
}
