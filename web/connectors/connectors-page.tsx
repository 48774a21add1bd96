import { Button, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plug } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import {
  createConnector,
  listConnectorKinds,
  listConnectors,
  type Connector,
  type KindView,
} from '../../src/connectors/contract.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../ui/list/data-table.tsx';
import { Dialog } from '../ui/page/dialog.tsx';
import { Page } from '../ui/page/page.tsx';
import { Time } from '../ui/page/time.tsx';
import { Health } from './health.tsx';
import { messages } from './messages.ts';
import { initialValues, SettingsFields, type Values } from './settings-form.tsx';

function NewConnector({ kinds }: { kinds: readonly [KindView, ...KindView[]] }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const [, go] = useLocation();
  const [name, setName] = useState('');
  const [kind, setKind] = useState(kinds[0]);
  const [values, setValues] = useState<Values>(initialValues(kind.settings));
  const create = useAction(createConnector, {
    quiet: true,
    refreshes: [listConnectors],
    done: ({ id }) => go(`/connectors/${id}`),
  });
  const choose = (next: string | null) => {
    const chosen = kinds.find((one) => one.kind === next) ?? kind;
    setKind(chosen);
    setValues(initialValues(chosen.settings));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run({ name, kind: kind.kind, settings: values });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {create.problem && <ProblemView error={create.problem} />}
        <Select
          label={say.kind}
          description={text(kind.lead)}
          allowDeselect={false}
          value={kind.kind}
          data={kinds.map((one) => ({ value: one.kind, label: text(one.label) }))}
          onChange={choose}
        />
        <TextInput
          label={say.name}
          description={say.nameLead}
          required
          maxLength={100}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <SettingsFields settings={kind.settings} values={values} secrets={[]} onChange={setValues} />
        <Button type="submit" loading={create.running}>
          {say.create}
        </Button>
      </Stack>
    </form>
  );
}

function useColumns(kinds: readonly KindView[]): Column<Connector>[] {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const labelOf = (kind: string) => kinds.find((one) => one.kind === kind)?.label ?? { en: kind, zh: kind };
  return [
    {
      key: 'name',
      header: say.name,
      cell: ({ id, name }) => <MaybeLink href={`/connectors/${id}`}>{name}</MaybeLink>,
    },
    { key: 'kind', header: say.kind, cell: ({ kind }) => text(labelOf(kind)) },
    { key: 'health', header: say.health, cell: ({ health }) => <Health health={health} /> },
    { key: 'taken', header: say.taken, numeric: true, cell: ({ counts }) => format.number(counts.taken) },
    { key: 'failed', header: say.failed, numeric: true, cell: ({ counts }) => format.number(counts.failed) },
    { key: 'last', header: say.last, cell: ({ lastAt }) => <Time at={lastAt} /> },
  ];
}

/** Every connector, how it is, and a new one. */
export function ConnectorsPage() {
  const say = useMessages(messages);
  const mayMake = useMay('admin');
  const [making, { open, close }] = useDisclosure(false);
  const kinds = useEndpoint(listConnectorKinds, {});
  const answer = useEndpoint(listConnectors, {}, { every: () => 5_000 });
  const columns = useColumns(kinds.data?.rows ?? []);
  const create = mayMake && <Button onClick={open}>{say.create}</Button>;
  return (
    <Page title={say.title} lead={say.lead} actions={create}>
      <DataTable
        label={say.title}
        list={{ rows: answer.data?.rows, error: answer.error, refetch: answer.refetch }}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={Plug} title={say.none}>
            {say.noneLead}
          </EmptyState>
        }
      />
      <Dialog opened={making} close={close} title={say.create} size="lg">
        <AnswerView answer={kinds}>
          {({ rows: [first, ...rest] }) =>
            first === undefined ? null : <NewConnector kinds={[first, ...rest]} />
          }
        </AnswerView>
      </Dialog>
    </Page>
  );
}
