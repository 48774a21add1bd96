import { Button, TextInput } from '@mantine/core';
import { Database, FileUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { listSources, type Source } from '../../../src/sources/contract.ts';
import { countSources } from '../../../src/sources/quality/contract.ts';
import type { Output } from '../../../src/lib/endpoint.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../../ui/list/data-table.tsx';
import { messages as shared } from '../../ui/messages.ts';
import { Page } from '../../ui/page/page.tsx';
import { Time } from '../../ui/page/time.tsx';
import { NewSource } from '../../events/new-source.tsx';
import { messages } from '../messages.ts';

type Counts = Output<typeof countSources>['rows'][number];

function useColumns(counts: ReadonlyMap<string, Counts>): Column<Source>[] {
  const { sources: say, parties, bases } = useMessages(messages);
  const { none } = useMessages(shared);
  const format = useFormat();
  const count = (name: string, key: 'records' | 'rejected') => {
    const of = counts.get(name);
    return of === undefined ? none : format.number(of[key]);
  };
  return [
    {
      key: 'source',
      header: say.source,
      cell: ({ id, name }) => (
        <Link href={`/sources/${id}`}>
          <bdi>{name}</bdi>
        </Link>
      ),
    },
    { key: 'records', header: say.records, numeric: true, cell: ({ name }) => count(name, 'records') },
    { key: 'rejected', header: say.rejected, numeric: true, cell: ({ name }) => count(name, 'rejected') },
    {
      key: 'last',
      header: say.last,
      cell: ({ name }) => {
        const last = counts.get(name)?.lastImport ?? null;
        return last === null ? say.never : <Time at={last} />;
      },
    },
    { key: 'trust', header: say.trust, numeric: true, cell: ({ trust }) => format.number(trust) },
    { key: 'party', header: say.party, cell: ({ party }) => parties[party] },
    { key: 'basis', header: say.basis, cell: ({ basis }) => bases[basis] },
  ];
}

function Empty({ action }: { action: ReactNode }) {
  const say = useMessages(messages).sources;
  return (
    <EmptyState icon={Database} title={say.none} action={action}>
      {say.noneLead}
    </EmptyState>
  );
}

function NoneFits() {
  const say = useMessages(messages).sources;
  return (
    <EmptyState icon={Database} title={say.noneFit}>
      {say.noneFitLead}
    </EmptyState>
  );
}

/** Where facts come from, and what each source has brought. */
export function SourcesPage() {
  const say = useMessages(messages).sources;
  const mayImport = useMay('editor');
  const [search, setSearch] = useSearchParams();
  const text = search.get('search') ?? '';
  const answer = useEndpoint(listSources, {});
  const counted = useEndpoint(countSources, {});
  const counts = new Map((counted.data?.rows ?? []).map((row) => [row.source, row]));
  const columns = useColumns(counts);
  const fits = ({ name, note }: Source) =>
    `${name}\n${note}`.toLowerCase().includes(text.trim().toLowerCase());
  const open = (
    <Button component={Link} href="/import" leftSection={<FileUp size={16} aria-hidden />}>
      {say.open}
    </Button>
  );
  const none = answer.data?.rows.length === 0;
  return (
    <Page
      title={say.title}
      lead={say.lead}
      actions={
        mayImport && (
          <>
            <NewSource />
            {open}
          </>
        )
      }
    >
      <TextInput
        mb="md"
        maw="20rem"
        type="search"
        label={say.search}
        value={text}
        onChange={({ currentTarget }) =>
          setSearch(currentTarget.value === '' ? {} : { search: currentTarget.value }, { replace: true })
        }
      />
      <DataTable
        label={say.title}
        list={{ rows: answer.data?.rows.filter(fits), error: answer.error, refetch: answer.refetch }}
        columns={columns}
        rowKey={({ id }) => id}
        empty={none ? <Empty action={mayImport && open} /> : <NoneFits />}
      />
    </Page>
  );
}
