import { Fragment } from 'react';
import { Link, useRoute } from 'wouter';
import { pages } from '../pages.ts';
import { atLeast, useWorkspace } from '../ui/api/session.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { navigationGroups, type PageEntry } from '../ui/page/page-entry.ts';
import { messages } from './messages.ts';
import classes from './shell.module.css';

/** The pages that the reader's role may see. */
export function useVisiblePages(): readonly PageEntry[] {
  const { role } = useWorkspace();
  return pages.filter(({ access }) => atLeast(role, access));
}

function NavigationLink({ page, onOpen }: { page: PageEntry; onOpen?: (() => void) | undefined }) {
  const text = useBilingual();
  const [active] = useRoute(page.path === '/' ? '/' : `${page.path}/*?`);
  const Icon = page.navigation?.icon;
  return (
    <li>
      <Link
        href={page.path}
        className={classes['link']}
        aria-current={active ? 'page' : undefined}
        onClick={() => onOpen?.()}
      >
        {Icon && <Icon size={17} aria-hidden />}
        {text(page.title)}
      </Link>
    </li>
  );
}

/** The pages by groups. */
export function Navigation({ onOpen }: { onOpen?: () => void }) {
  const say = useMessages(messages);
  const visible = useVisiblePages();
  return (
    <>
      {navigationGroups.map((group) => {
        const list = visible.filter(({ navigation }) => navigation?.group === group);
        if (list.length === 0) return null;
        return (
          <Fragment key={group}>
            <h2 id={`group-${group}`}>{say.groups[group]}</h2>
            <ul className={classes['links']} aria-labelledby={`group-${group}`}>
              {list.map((page) => (
                <NavigationLink key={page.id} page={page} onOpen={onOpen} />
              ))}
            </ul>
          </Fragment>
        );
      })}
    </>
  );
}
