import { Group, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ScrollText } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { listAudit } from '../../src/access/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useList } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { messages as shared } from '../ui/messages.ts';
import { Page } from '../ui/page/page.tsx';
import { Time } from '../ui/page/time.tsx';
import { messages } from './messages.ts';

type Line = Output<typeof listAudit>['rows'][number];

function useColumns(): Column<Line>[] {
  const say = useMessages(messages).audit;
  const { none } = useMessages(shared);
  const names = new Map<string, string>(Object.entries(say.actions));
  return [
    { key: 'at', header: say.at, cell: ({ at }) => <Time at={at} /> },
    { key: 'actor', header: say.actor, cell: ({ actor }) => <bdi>{actor.name || none}</bdi> },
    { key: 'action', header: say.action, cell: ({ action }) => names.get(action) ?? action },
    { key: 'target', header: say.target, cell: ({ target }) => <bdi>{target ?? none}</bdi> },
    { key: 'ip', header: say.ip, cell: ({ ip }) => ip ?? none },
  ];
}

/** Who did what, narrowed by action and by what was touched; the address bar holds both. */
export function AuditPage() {
  const say = useMessages(messages).audit;
  const [search, setSearch] = useSearchParams();
  const [action, setAction] = useState(search.get('action') ?? '');
  const [target, setTarget] = useState(search.get('target') ?? '');
  const [askedAction] = useDebouncedValue(action.trim(), 300);
  const [askedTarget] = useDebouncedValue(target.trim(), 300);
  const filters = {
    ...(askedAction === '' ? {} : { action: askedAction }),
    ...(askedTarget === '' ? {} : { target: askedTarget }),
  };
  const list = useList(listAudit, (after) => ({ ...filters, after, limit: 50 }));
  const columns = useColumns();
  const keep = (next: { action: string; target: string }) =>
    setSearch(
      Object.entries(next).filter(([, value]) => value.trim() !== ''),
      { replace: true },
    );
  return (
    <Page title={say.title} lead={say.lead}>
      <Group mb="md" align="end">
        <Select
          label={say.filterAction}
          placeholder={say.any}
          data={Object.entries(say.actions).map(([value, label]) => ({ value, label }))}
          searchable
          clearable
          value={action === '' ? null : action}
          onChange={(value) => {
            setAction(value ?? '');
            keep({ action: value ?? '', target });
          }}
        />
        <TextInput
          label={say.filterTarget}
          placeholder={say.any}
          value={target}
          onChange={({ currentTarget: { value } }) => {
            setTarget(value);
            keep({ action, target: value });
          }}
        />
      </Group>
      <DataTable
        label={say.title}
        list={list}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={ScrollText} title={say.none}>
            {say.noneLead}
          </EmptyState>
        }
      />
    </Page>
  );
}
