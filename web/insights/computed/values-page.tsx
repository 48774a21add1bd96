import { Button, Group } from '@mantine/core';
import { Plus, Sigma } from 'lucide-react';
import { useState } from 'react';
import type { Output } from '../../../src/lib/endpoint.ts';
import {
  listComputedValues,
  type OwnValue,
  removeComputedValue,
} from '../../../src/insights/computed/contract.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useAction, useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { type Column, DataTable } from '../../ui/list/data-table.tsx';
import { KindChoice, useKind } from '../../ui/list/kind-choice.tsx';
import { useConfirm } from '../../ui/page/confirm.tsx';
import { Page } from '../../ui/page/page.tsx';
import { Section } from '../../ui/page/section.tsx';
import { Time } from '../../ui/page/time.tsx';
import classes from './computed.module.css';
import { messages } from './messages.ts';
import { ValueDialog } from './value-dialog.tsx';

type Values = Output<typeof listComputedValues>;

function useColumns(actions: (value: OwnValue) => React.ReactNode): Column<OwnValue>[] {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  return [
    {
      key: 'name',
      header: say.name,
      cell: ({ name, sentence, problem }) => (
        <span data-name={name}>
          <bdi>{name}</bdi>
          <span className={classes['small']}>{text(sentence)}</span>
          {problem !== null && <span className={classes['small']}>{text(problem)}</span>}
        </span>
      ),
    },
    {
      key: 'known',
      header: say.known,
      numeric: true,
      cell: ({ customers, computedAt }) =>
        computedAt === null ? say.waiting : format.number(customers ?? 0),
    },
    {
      key: 'computed',
      header: say.computed,
      cell: ({ computedAt }) => computedAt !== null && <Time at={computedAt} />,
    },
    { key: 'owner', header: say.owner, cell: ({ owner }) => owner.name },
    { key: 'actions', header: say.actions, cell: actions },
  ];
}

interface ListProps {
  readonly rows: Values['rows'];
  readonly edit: (value: OwnValue) => void;
}

function List({ rows, edit }: ListProps) {
  const say = useMessages(messages);
  const isAdmin = useMay('admin');
  const { ask, dialog } = useConfirm();
  const remove = useAction(removeComputedValue, { refreshes: [listComputedValues] });
  const act = async (id: string) => {
    if (await remove.run({ id })) showDone(say.removed);
  };
  const columns = useColumns((value) => {
    const { id, name, mine } = value;
    if (!mine && !isAdmin) return null;
    return (
      <Group gap="xs" wrap="nowrap">
        <Button
          size="compact-xs"
          variant="default"
          aria-label={say.editOne(name)}
          onClick={() => edit(value)}
        >
          {say.edit}
        </Button>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={say.removeOne(name)}
          onClick={() =>
            ask({ title: say.removeOne(name), text: say.removeText, verb: say.remove, act: () => act(id) })
          }
        >
          {say.remove}
        </Button>
      </Group>
    );
  });
  return (
    <>
      <DataTable
        label={say.title}
        list={{ rows, error: null }}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={Sigma} title={say.none}>
            {say.noneLead}
          </EmptyState>
        }
      />
      {dialog}
    </>
  );
}

function Shipped({ rows, all }: Values) {
  const say = useMessages(messages);
  const text = useBilingual();
  const own = new Set(rows.map(({ id }) => id));
  return (
    <Section title={say.shipped}>
      <p className={classes['note']}>{say.shippedLead}</p>
      <ul className={classes['names']}>
        {all
          .filter(({ key }) => !own.has(key))
          .map(({ key, label }) => (
            <li key={key}>{text(label)}</li>
          ))}
      </ul>
    </Section>
  );
}

/** The values that are computed of customers: those of the workspace, to define, change and remove, and the shipped ones. */
export function ValuesPage() {
  const say = useMessages(messages);
  const kind = useKind();
  const mayWrite = useMay('analyst');
  const [edited, setEdited] = useState<OwnValue | 'new' | null>(null);
  const every = (data: Values | undefined) =>
    data?.rows.some(({ computedAt }) => computedAt === null) === true ? 1500 : false;
  const answer = useEndpoint(listComputedValues, { kind }, { every });
  const button = mayWrite && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setEdited('new')}>
      {say.define}
    </Button>
  );
  return (
    <Page title={say.title} lead={say.lead} actions={button}>
      <div className={classes['bar']}>
        <KindChoice />
      </div>
      <AnswerView answer={answer}>
        {(data) => (
          <>
            <List rows={data.rows} edit={setEdited} />
            <Shipped {...data} />
          </>
        )}
      </AnswerView>
      {edited !== null && (
        <ValueDialog kind={kind} value={edited === 'new' ? null : edited} close={() => setEdited(null)} />
      )}
    </Page>
  );
}
