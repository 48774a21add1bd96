import { Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'wouter';
import { usePlace } from '../api/session.tsx';
import { noteVisit } from '../keys/recent.ts';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** One sentence about what is here. */
  readonly lead?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** `text`: as wide as one reads; `wide`: as tables need; `full`: all there is; `screen`: that, and as high as the window. */
  readonly width?: 'text' | 'wide' | 'full' | 'screen';
  /** Where one came from, above the title. */
  readonly trail?: ReactNode;
  readonly children: ReactNode;
}

/** Names the document, and gives readers who do not see it the place to go on from. */
function useDocumentTitle(title: string): { ref: React.RefObject<HTMLHeadingElement | null> } {
  const place = usePlace();
  const ref = useRef<HTMLHeadingElement>(null);
  const name = place?.name;
  const slug = place?.slug;
  const [location] = useLocation();
  useEffect(() => {
    document.title = [title, name, 'Clientele'].filter((part) => part !== undefined).join(' · ');
  }, [title, name]);
  useEffect(() => {
    if (slug !== undefined && title !== '') noteVisit(slug, { href: location, title });
  }, [location, title, slug]);
  useEffect(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body || !activeElement.isConnected)
      ref.current?.focus();
  }, []);
  return { ref };
}

/** One page: its title, what can be done, its content. */
export function Page({ title, lead, actions, width = 'wide', trail, children }: PageProps) {
  const { ref } = useDocumentTitle(title);
  return (
    <div className={classes['page']} data-width={width}>
      <header className={classes['header']}>
        <div>
          {trail && <div className={classes['trail']}>{trail}</div>}
          <Title order={1} ref={ref} tabIndex={-1} className={classes['title'] ?? ''}>
            {title}
          </Title>
          {lead && <p className={classes['lead']}>{lead}</p>}
        </div>
        {actions && <div className={classes['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
