import { Tooltip } from '@mantine/core';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './home.module.css';

/** A value and how many have it. */
export interface Bar {
  readonly key: string;
  readonly label: string;
  readonly count: number;
}

/** Counts as bars, each beside its number; the longest fills the width. */
export function Bars({ bars }: { bars: readonly Bar[] }) {
  const format = useFormat();
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <ol className={classes['bars']}>
      {bars.map(({ key, label, count }) => (
        <li key={key}>
          <span className={classes['label']}>
            <bdi>{label}</bdi>
          </span>
          <Tooltip label={format.number(count)}>
            <span className={classes['count']}>{format.compact(count)}</span>
          </Tooltip>
          <span className={classes['bar']} style={{ width: `${(count / most) * 100}%` }} />
        </li>
      ))}
    </ol>
  );
}
