import type { ReactNode } from 'react';
import classes from './status.module.css';

/** A word with the colour of its meaning. */
export function Status({
  tone,
  children,
}: {
  tone: 'good' | 'warn' | 'bad' | 'busy' | 'plain';
  children: ReactNode;
}) {
  return (
    <span className={classes['status']} data-tone={tone}>
      {children}
    </span>
  );
}
