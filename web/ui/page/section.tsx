import { useId, type ReactNode } from 'react';
import classes from './page.module.css';

interface SectionProps {
  readonly title: string;
  /** Small things at the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with a name of its own. */
export function Section({ title, aside, children }: SectionProps) {
  const id = useId();
  return (
    <section className={classes['section']} aria-labelledby={id}>
      <div className={classes['sectionHead']}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      <div className={classes['sectionBody']}>{children}</div>
    </section>
  );
}
