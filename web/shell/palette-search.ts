import { Building2, User, type LucideIcon } from 'lucide-react';
import { useLocation } from 'wouter';
import { kinds } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual } from '../ui/i18n/language.ts';
import { useCommands } from '../ui/keys/commands.ts';
import { useVisiblePages } from './navigation.tsx';

/** Something that the palette offers. */
export interface Found {
  readonly group: 'pages' | 'actions' | 'customers';
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  readonly icon: LucideIcon;
  readonly run: () => void;
}

type Row = Output<typeof queryProfiles>['rows'][number];

const icons = { organization: Building2, person: User };

function nameOf(row: Row): string {
  const name = row['name'];
  return typeof name === 'string' && name !== '' ? name : row.id;
}

/** The customers that free text finds, once there is a page to show them on. */
function useCustomers(text: string, shown: boolean): readonly Row[] {
  const ask = { rule: { text }, limit: 6, total: false, fields: ['name'] };
  const options = { enabled: shown && text !== '', keep: true };
  const answers = {
    organization: useEndpoint(queryProfiles, { ...ask, kind: 'organization' }, options),
    person: useEndpoint(queryProfiles, { ...ask, kind: 'person' }, options),
  };
  if (!options.enabled) return [];
  return kinds.flatMap((kind) => answers[kind].data?.rows ?? []);
}

/** What fits a text: pages and actions at once, customers as the server finds them. */
export function useFound(text: string, asked: string): Found[] {
  const say = useBilingual();
  const [, go] = useLocation();
  const visible = useVisiblePages();
  const commands = useCommands();
  const profile = visible.find(({ id }) => id === 'profile');
  const rows = useCustomers(asked, profile !== undefined);
  const fits = (label: string) => label.toLowerCase().includes(text.toLowerCase());
  const pages = visible
    .filter(({ navigation, title }) => navigation && (fits(title.en) || fits(title.zh)))
    .map(({ id, title, path, navigation }): Found => {
      const { icon = Building2 } = navigation ?? {};
      return { group: 'pages', id, label: say(title), icon, run: () => go(path) };
    });
  const actions = commands
    .filter(({ label }) => fits(label))
    .map(({ id, label, icon, run }): Found => ({ group: 'actions', id, label, icon, run }));
  const customers = rows.map((row): Found => {
    const path = profile?.path.replace(':id', row.id) ?? '/';
    return { group: 'customers', id: row.id, label: nameOf(row), icon: icons[row.kind], run: () => go(path) };
  });
  return [...pages, ...actions, ...customers];
}
