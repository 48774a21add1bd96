import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './feedback.module.css';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  /** What to do about it: a button or a link. */
  readonly action?: ReactNode;
}

/** What stands where there is nothing yet: what belongs here, and how it comes. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className={classes['empty']}>
      <Icon size={28} aria-hidden />
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  );
}
