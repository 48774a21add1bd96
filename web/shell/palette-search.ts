import { Bookmark, Building2, History, Search, User, type LucideIcon } from 'lucide-react';
import { useLocation } from 'wouter';
import { kinds, type Kind } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { listViews } from '../../src/query/contract.ts';
import { suggest } from '../../src/query/suggest/contract.ts';
import { useWorkspace } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useCommands } from '../ui/keys/commands.ts';
import { readVisits } from '../ui/keys/recent.ts';
import { usePagePath, useVisiblePages } from '../ui/page/page-list.ts';
import { messages } from './messages.ts';

/** The groups of what is offered, in their order: what is known at once stands before what the server has to find. */
export const groups = ['recent', 'pages', 'actions', 'views', 'customers'] as const;

/** Something that the palette offers. */
export interface Found {
  readonly group: (typeof groups)[number];
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

type Customer = Output<typeof suggest>['customers'][number] & { readonly kind: Kind };

const icons = { organization: Building2, person: User };
const mostViews = 5;

/** The customers that a few letters may mean, once there is a page to show them on. */
function useCustomers(text: string, shown: boolean): readonly Customer[] {
  const options = { enabled: shown && text !== '', keep: true };
  const answers = {
    organization: useEndpoint(suggest, { kind: 'organization', text }, options),
    person: useEndpoint(suggest, { kind: 'person', text }, options),
  };
  if (!options.enabled) return [];
  return kinds.flatMap((kind) => (answers[kind].data?.customers ?? []).map((one) => ({ ...one, kind })));
}

function useCustomerItems(asked: string): Found[] {
  const say = useMessages(messages).palette;
  const text = useBilingual();
  const [, go] = useLocation();
  const profile = usePagePath('profile');
  const explore = usePagePath('explore');
  const rows = useCustomers(asked, profile !== undefined);
  const items = rows.map(({ id, name, kind, region, industry }): Found => ({
    group: 'customers',
    id,
    label: name,
    note: [region, industry].flatMap((one) => (one === null ? [] : [text(one)])).join(' · '),
    icon: icons[kind],
    run: () => go(profile?.replace(':id', id) ?? '/'),
  }));
  if (explore === undefined || asked === '') return items;
  const all: Found = {
    group: 'customers',
    id: 'all-customers',
    label: say.searchFor(asked),
    icon: Search,
    run: () => go(`${explore}?${new URLSearchParams({ q: asked })}`),
  };
  return [...items, all];
}

function useViewItems(fits: (label: string) => boolean): Found[] {
  const [, go] = useLocation();
  const explore = usePagePath('explore');
  const { data } = useEndpoint(listViews, {}, { enabled: explore !== undefined });
  return (data?.rows ?? [])
    .filter(({ name }) => fits(name))
    .slice(0, mostViews)
    .map(({ id, name, kind, owner, mine }): Found => {
      const search = new URLSearchParams({ ...(kind === 'organization' ? {} : { kind }), view: id });
      const note = mine ? {} : { note: owner.name };
      return {
        group: 'views',
        id,
        label: name,
        ...note,
        icon: Bookmark,
        run: () => go(`${explore}?${search}`),
      };
    });
}

/** What was opened lately, but for pages that stand in the navigation anyway. */
function useRecentItems(): Found[] {
  const [location, go] = useLocation();
  const { slug } = useWorkspace();
  const listed = useVisiblePages().filter(({ navigation }) => navigation !== undefined);
  return readVisits(slug)
    .filter(({ href }) => href !== location && listed.every(({ path }) => path !== href))
    .slice(0, 5)
    .map(({ href, title }): Found => {
      return { group: 'recent', id: href, label: title, icon: History, run: () => go(href) };
    });
}

/** What fits a text: pages, actions and views at once, customers as the server finds them; without one, what was opened lately. */
export function useFound(text: string, asked: string): Found[] {
  const say = useBilingual();
  const [, go] = useLocation();
  const visible = useVisiblePages();
  const commands = useCommands();
  const fits = (label: string) => label.toLowerCase().includes(text.toLowerCase());
  const recent = useRecentItems();
  const views = useViewItems(fits);
  const customers = useCustomerItems(text === '' ? '' : asked);
  const pages = visible
    .filter(({ navigation, title }) => navigation && (fits(title.en) || fits(title.zh)))
    .map(({ id, title, path, navigation }): Found => {
      const { icon = Building2 } = navigation ?? {};
      return { group: 'pages', id, label: say(title), icon, run: () => go(path) };
    });
  const actions = commands
    .filter(({ label }) => fits(label))
    .map(({ id, label, icon, run }): Found => ({ group: 'actions', id, label, icon, run }));
  return [...(text === '' ? recent : []), ...pages, ...actions, ...views, ...customers];
}
