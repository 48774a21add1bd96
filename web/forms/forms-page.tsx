import { Button, Select, TextInput } from '@mantine/core';
import { ClipboardList } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { createForm, listForms, type FormView } from '../../src/forms/contract.ts';
import { formKindNames, formKinds, type FormKind } from '../../src/lib/form.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { Status } from '../ui/page/status.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './forms.module.css';
import { messages } from './messages.ts';

function useColumns(): Column<FormView>[] {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const count = (key: string, header: string, of: (form: FormView) => number): Column<FormView> => ({
    key,
    header,
    numeric: true,
    cell: (form) => format.number(of(form)),
  });
  return [
    {
      key: 'name',
      header: say.name,
      cell: ({ id, name }) => <MaybeLink href={`/forms/${id}`}>{name}</MaybeLink>,
    },
    { key: 'kind', header: say.kind, cell: ({ kind }) => text(formKindNames[kind]) },
    {
      key: 'state',
      header: say.state,
      cell: ({ open }) => <Status tone={open ? 'good' : 'plain'}>{open ? say.open : say.closed}</Status>,
    },
    count('sent', say.sent, ({ submissions }) => submissions.taken + submissions.waiting),
    count('pending', say.pending, ({ submissions }) => submissions.pending),
    count('rejected', say.rejected, ({ submissions }) => submissions.rejected),
    { key: 'updated', header: say.updated, cell: ({ updatedAt }) => <Time at={updatedAt} /> },
  ];
}

function NewForm() {
  const say = useMessages(messages);
  const text = useBilingual();
  const [, go] = useLocation();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<FormKind>('registration');
  const create = useAction(createForm, { refreshes: [listForms], done: ({ id }) => go(`/forms/${id}`) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run({ name, kind });
  };
  return (
    <form onSubmit={submit} className={classes['bar']}>
      <TextInput
        label={say.name}
        description={say.nameLead}
        required
        maxLength={100}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Select
        label={say.kind}
        allowDeselect={false}
        value={kind}
        data={formKinds.map((one) => ({ value: one, label: text(formKindNames[one]) }))}
        onChange={(next) => setKind(formKinds.find((one) => one === next) ?? kind)}
      />
      <Button type="submit" loading={create.running} disabled={name.trim() === ''}>
        {say.create}
      </Button>
    </form>
  );
}

/** Every form, and a new one. */
export function FormsPage() {
  const say = useMessages(messages);
  const mayWrite = useMay('editor');
  const answer = useEndpoint(listForms, {});
  const columns = useColumns();
  return (
    <Page title={say.title} lead={say.lead}>
      <DataTable
        label={say.title}
        list={{ rows: answer.data?.rows, error: answer.error, refetch: answer.refetch }}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={ClipboardList} title={say.none}>
            {say.noneLead}
          </EmptyState>
        }
      />
      {mayWrite && (
        <Section title={say.create}>
          <NewForm />
        </Section>
      )}
    </Page>
  );
}
