import { ActionIcon } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Menu as MenuIcon, Search } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { useWorkspace, type Me } from '../ui/api/session.tsx';
import { ErrorBoundary } from '../ui/feedback/error-boundary.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useShortcut } from '../ui/keys/shortcuts.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import type { PageEntry } from '../ui/page/page-entry.ts';
import { useVisiblePages } from '../ui/page/page-list.ts';
import { Brand } from './brand.tsx';
import { EyesBanner } from './eyes-banner.tsx';
import { Keys, KeySheet } from './key-sheet.tsx';
import { messages } from './messages.ts';
import { Navigation } from './navigation.tsx';
import { PageRoutes } from './page-routes.tsx';
import classes from './shell.module.css';
import { UserMenu } from './user-menu.tsx';

const DropAnywhere = lazy(async () => ({
  default: (await import('../sources/wizard/drop-anywhere.tsx')).DropAnywhere,
}));
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));

function GoToKeys({ page }: { page: PageEntry }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const [, go] = useLocation();
  useShortcut({ keys: page.navigation?.keys ?? '', label: say.keys.goTo(text(page.title)) }, () =>
    go(page.path),
  );
  return null;
}

interface BarProps {
  readonly me: Me;
  readonly openMenu: () => void;
  readonly openPalette: () => void;
  readonly openKeys: () => void;
}

function Bar({ me, openMenu, openPalette, openKeys }: BarProps) {
  const say = useMessages(messages);
  const { name } = useWorkspace();
  return (
    <header className={classes['bar']}>
      <ActionIcon
        className={classes['onlyNarrow'] ?? ''}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={say.menu}
        onClick={openMenu}
      >
        <MenuIcon size={20} aria-hidden />
      </ActionIcon>
      <Link href="/" className={classes['brand']} aria-label={name}>
        <Brand />
        <span className={classes['onlyWide']}>{name}</span>
      </Link>
      <button type="button" className={classes['search']} onClick={openPalette}>
        <Search size={16} aria-hidden />
        <span>{say.search}</span>
        <span className={classes['onlyWide']} style={{ flex: 'none' }} aria-hidden>
          <Keys keys="mod+k" />
        </span>
      </button>
      <UserMenu me={me} showKeys={openKeys} />
    </header>
  );
}

/** The frame around every page of a workspace: what it is, where one can go, who is here. */
export function Shell({ me }: { me: Me }) {
  const say = useMessages(messages);
  const { slug } = useWorkspace();
  const visible = useVisiblePages();
  const [location] = useLocation();
  const [menu, setMenu] = useDisclosure(false);
  const [palette, setPalette] = useDisclosure(false);
  const [keys, setKeys] = useDisclosure(false);
  useEffect(() => localStorage.setItem('clientele.workspace', slug), [slug]);
  useShortcut({ keys: 'mod+k', label: say.keys.palette }, setPalette.toggle);
  useShortcut({ keys: '?', label: say.keys.help }, setKeys.toggle);
  return (
    <div className={classes['shell']}>
      <a className={classes['skip']} href="#content">
        {say.skip}
      </a>
      <Bar me={me} openMenu={setMenu.open} openPalette={setPalette.open} openKeys={setKeys.open} />
      <EyesBanner />
      <nav className={classes['rail']} aria-label={say.navigation}>
        <Navigation />
      </nav>
      <main className={classes['content']} id="content" tabIndex={-1}>
        <ErrorBoundary key={location}>
          <PageRoutes />
        </ErrorBoundary>
      </main>
      <Dialog opened={menu} close={setMenu.close} size="xs" title={say.navigation} place="side">
        <nav className={classes['drawer']} aria-label={say.navigation}>
          <Navigation onOpen={setMenu.close} />
        </nav>
      </Dialog>
      {visible
        .filter(({ navigation }) => navigation?.keys !== undefined)
        .map((page) => (
          <GoToKeys key={page.id} page={page} />
        ))}
      <KeySheet opened={keys} close={setKeys.close} />
      <Suspense fallback={null}>
        <DropAnywhere />
      </Suspense>
      <Suspense fallback={null}>{palette && <Palette close={setPalette.close} />}</Suspense>
    </div>
  );
}
