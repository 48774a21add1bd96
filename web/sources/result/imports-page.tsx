import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { Link, useSearchParams } from 'wouter';
import { importStates, listImports, listSources } from '../../../src/sources/contract.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useEndpoint, useList } from '../../ui/api/use-endpoint.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../../ui/list/data-table.tsx';
import { messages as shared } from '../../ui/messages.ts';
import { Page } from '../../ui/page/page.tsx';
import { Status } from '../../ui/page/status.tsx';
import { Time } from '../../ui/page/time.tsx';
import { messages } from './messages.ts';
import type { ImportShown } from './import-view.tsx';

const tones = { queued: 'plain', running: 'busy', done: 'good', failed: 'bad', undone: 'warn' } as const;

function useColumns(): Column<ImportShown>[] {
  const say = useMessages(messages).imports;
  const { none } = useMessages(shared);
  const format = useFormat();
  const text = useBilingual();
  return [
    {
      key: 'file',
      header: say.file,
      cell: (one) => (
        <Link href={`/imports/${one.import}`}>
          <bdi>
            {one.files
              .slice(0, 3)
              .map(({ name }) => name)
              .join(', ')}
            {one.files.length > 3 && ` +${one.files.length - 3}`}
          </bdi>
        </Link>
      ),
    },
    { key: 'source', header: say.source, cell: ({ source }) => <bdi>{source}</bdi> },
    {
      key: 'state',
      header: say.state,
      cell: (one) => (
        <span>
          <Status tone={tones[one.state]}>{say.states[one.state]}</Status>
          {one.dryRun && ` · ${say.dryRun}`}
          {one.mends !== null && ` · ${say.mending}`}
          {one.state === 'running' && ` ${format.percent(one.progress)}`}
          {one.state === 'failed' && one.error && ` · ${text(one.error)}`}
        </span>
      ),
    },
    {
      key: 'rows',
      header: say.counts,
      numeric: true,
      cell: ({ result }) => (result === null ? none : format.number(result.rows)),
    },
    {
      key: 'rejected',
      header: say.rejected,
      numeric: true,
      cell: ({ result, mended }) =>
        result === null ? none : format.number(Math.max(0, result.rejected - mended)),
    },
    { key: 'when', header: say.when, cell: ({ createdAt }) => <Time at={createdAt} /> },
  ];
}

function useFilters() {
  const [search, setSearch] = useSearchParams();
  const set = (name: string, value: string) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === '') after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return {
    source: search.get('source') ?? '',
    state: importStates.find((one) => one === search.get('state')),
    text: search.get('search') ?? '',
    checks: search.get('checks') === 'yes',
    set,
  };
}

function Filters({ filters }: { filters: ReturnType<typeof useFilters> }) {
  const say = useMessages(messages).imports;
  const sources = useEndpoint(listSources, {}).data?.rows ?? [];
  const [text, setText] = useState(filters.text);
  const names = sources.map(({ name }) => name);
  return (
    <Group mb="md" gap="sm" align="end">
      <TextInput
        label={say.search}
        type="search"
        value={text}
        maxLength={100}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          filters.set('search', currentTarget.value);
        }}
      />
      <Select
        label={say.source}
        clearable
        searchable
        placeholder={say.any}
        data={filters.source === '' || names.includes(filters.source) ? names : [filters.source, ...names]}
        value={filters.source === '' ? null : filters.source}
        onChange={(value) => filters.set('source', value ?? '')}
      />
      <Select
        label={say.state}
        clearable
        placeholder={say.any}
        data={importStates.map((value) => ({ value, label: say.states[value] }))}
        value={filters.state ?? null}
        onChange={(value) => filters.set('state', value ?? '')}
      />
      <Checkbox
        label={say.dryRuns}
        checked={filters.checks}
        onChange={({ currentTarget }) => filters.set('checks', currentTarget.checked ? 'yes' : '')}
      />
    </Group>
  );
}

/** Every import, the newest first; what runs moves by itself. */
export function ImportsPage() {
  const say = useMessages(messages).imports;
  const filters = useFilters();
  const { source, state, checks } = filters;
  const mayImport = useMay('editor');
  const [search] = useDebouncedValue(filters.text, 200);
  const list = useList(
    listImports,
    (after) => ({
      limit: 50,
      ...(after === undefined ? {} : { after }),
      ...(source === '' ? {} : { source }),
      ...(state === undefined ? {} : { state }),
      ...(search.trim() === '' ? {} : { search }),
      ...(checks ? {} : { dryRun: false }),
    }),
    { every: 3_000 },
  );
  const columns = useColumns();
  const filtered = source !== '' || state !== undefined || search !== '';
  const open = (
    <Button component={Link} href="/import" leftSection={<FileUp size={16} aria-hidden />}>
      {say.open}
    </Button>
  );
  return (
    <Page title={say.title} lead={say.lead} actions={mayImport && open}>
      <Filters filters={filters} />
      <DataTable
        label={say.title}
        list={list}
        columns={columns}
        rowKey={(one) => one.import}
        empty={
          <EmptyState
            icon={FileUp}
            title={filtered ? say.noneFit : say.none}
            action={!filtered && mayImport ? open : undefined}
          >
            {filtered ? say.noneFitLead : say.noneLead}
          </EmptyState>
        }
      />
    </Page>
  );
}
