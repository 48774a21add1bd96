import { Button, Chip, Group, SegmentedControl, TextInput } from '@mantine/core';
import { Plus, Search, TableProperties } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { domains, kinds, type Kind } from '../../src/fields/types.ts';
import { countFields } from '../../src/query/fill/contract.ts';
import { listFields } from '../../src/records/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useCommand } from '../ui/keys/commands.ts';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { FieldDialog } from './field-dialog.tsx';
import { FieldTable, type FieldRow } from './field-table.tsx';
import { fitsWords } from './fits-words.ts';
import { messages } from './messages.ts';

const filters = ['all', 'used', 'own', 'archived'] as const;
type Filter = (typeof filters)[number];

/** What of the list is shown; the address bar holds it. */
function useShown() {
  const [search, setSearch] = useSearchParams();
  const kind: Kind = kinds.find((one) => one === search.get('kind')) ?? 'organization';
  const filter: Filter = filters.find((one) => one === search.get('show')) ?? 'all';
  const text = search.get('text') ?? '';
  const keep = (change: Readonly<Record<string, string>>) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) {
          if (value === '') after.delete(name);
          else after.set(name, value);
        }
        return after;
      },
      { replace: true },
    );
  return { kind, filter, text, keep };
}

type Shown = ReturnType<typeof useShown>;

function Filters({ kind, filter, text, keep }: Shown) {
  const say = useMessages(messages);
  return (
    <Group mb="md" gap="md" align="end">
      <SegmentedControl
        aria-label={say.kind}
        data={kinds.map((value) => ({ value, label: say.kinds[value] }))}
        value={kind}
        onChange={(value) => keep({ kind: value })}
      />
      <TextInput
        aria-label={say.search}
        placeholder={say.search}
        leftSection={<Search size={16} aria-hidden />}
        w="18rem"
        maw="100%"
        value={text}
        onChange={({ currentTarget: { value } }) => keep({ text: value })}
      />
      <Chip.Group value={filter} onChange={(value) => keep({ show: value === 'all' ? '' : value })}>
        <Group gap="xs" role="radiogroup" aria-label={say.only}>
          {filters.map((one) => (
            <Chip key={one} value={one}>
              {say.filters[one]}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
    </Group>
  );
}

function NothingFits({ filter, create }: { filter: Filter; create: (() => void) | null }) {
  const say = useMessages(messages);
  if (filter === 'archived') return <EmptyState icon={TableProperties} title={say.noneArchived} />;
  if (filter !== 'own')
    return (
      <EmptyState icon={TableProperties} title={say.none}>
        {say.noneLead}
      </EmptyState>
    );
  const action = create === null ? null : <Button onClick={create}>{say.create}</Button>;
  return (
    <EmptyState icon={TableProperties} title={say.noneOwn} action={action}>
      {say.noneOwnLead}
    </EmptyState>
  );
}

/** The catalogue by domain, with how full each field is; administrators add fields of their own. */
export function FieldsPage() {
  const say = useMessages(messages);
  const shown = useShown();
  const { kind, filter, text } = shown;
  const manages = useMay('admin');
  const [edited, setEdited] = useState<FieldRow | 'new' | null>(null);
  const list = useEndpoint(
    listFields,
    { kind, archived: filter === 'archived' ? 'only' : 'no' },
    { keep: true },
  );
  const fill = useEndpoint(countFields, { kind }, { keep: true });
  const filled = new Map(fill.data?.rows.map((row) => [row.key, row.filled]));
  const create = manages ? () => setEdited('new') : null;
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        create && (
          <Button leftSection={<Plus size={16} aria-hidden />} onClick={create}>
            {say.create}
          </Button>
        )
      }
    >
      <Filters {...shown} />
      <AnswerView answer={list}>
        {({ rows }) => {
          const fitting = rows.filter(
            (field) =>
              fitsWords(field, text) &&
              (filter !== 'own' || field.custom) &&
              (filter !== 'used' || filled.has(field.key)),
          );
          if (fitting.length === 0) return <NothingFits filter={filter} create={create} />;
          return domains.map((domain) => {
            const inDomain = fitting.filter((field) => field.domain === domain);
            return inDomain.length === 0 ? null : (
              <Section key={domain} title={say.domains[domain]}>
                <FieldTable
                  label={say.domains[domain]}
                  rows={inDomain}
                  total={fill.data?.total ?? null}
                  filled={filled}
                  archived={filter === 'archived'}
                  edit={manages ? setEdited : null}
                />
              </Section>
            );
          });
        }}
      </AnswerView>
      {create && <NewFieldCommand run={create} />}
      <FieldDialog edited={edited} kind={kind} close={() => setEdited(null)} />
    </Page>
  );
}

function NewFieldCommand({ run }: { run: () => void }) {
  const { create } = useMessages(messages);
  useCommand({ id: 'create-field', label: create, icon: Plus, run });
  return null;
}
