import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Handshake } from 'lucide-react';
import { useLocation } from 'wouter';
import { listAgreements, type Agreement } from '../../../src/sources/agreements/contract.ts';
import { MaybeLink } from '../../home/maybe-link.tsx';
import { useMay } from '../../ui/api/session.tsx';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { DataTable, type Column } from '../../ui/list/data-table.tsx';
import { Dialog } from '../../ui/page/dialog.tsx';
import { Page } from '../../ui/page/page.tsx';
import { Status } from '../../ui/page/status.tsx';
import { messages } from './messages.ts';
import { AgreementForm } from './agreement-form.tsx';

function useColumns(): Column<Agreement>[] {
  const say = useMessages(messages).agreements;
  const format = useFormat();
  return [
    {
      key: 'partner',
      header: say.partner,
      cell: ({ id, partner }) => <MaybeLink href={`/agreements/${id}`}>{partner}</MaybeLink>,
    },
    { key: 'purpose', header: say.purpose, cell: ({ purpose }) => <bdi>{purpose}</bdi> },
    { key: 'fields', header: say.fields, numeric: true, cell: ({ fields }) => format.number(fields.length) },
    {
      key: 'until',
      header: say.until,
      cell: ({ until, ended }) => (ended ? <Status tone="bad">{say.ended(until)}</Status> : until),
    },
    { key: 'waiting', header: say.waiting, numeric: true, cell: ({ waiting }) => format.number(waiting) },
  ];
}

/** The agreements by which partners give lists of customers. */
export function AgreementsPage() {
  const say = useMessages(messages).agreements;
  const mayMake = useMay('admin');
  const [, go] = useLocation();
  const [making, { open, close }] = useDisclosure(false);
  const answer = useEndpoint(listAgreements, {});
  const columns = useColumns();
  return (
    <Page title={say.title} lead={say.lead} actions={mayMake && <Button onClick={open}>{say.create}</Button>}>
      <DataTable
        label={say.title}
        list={{ rows: answer.data?.rows, error: answer.error, refetch: answer.refetch }}
        columns={columns}
        rowKey={({ id }) => id}
        empty={
          <EmptyState icon={Handshake} title={say.none}>
            {say.noneLead}
          </EmptyState>
        }
      />
      <Dialog opened={making} close={close} title={say.create} size="lg">
        <AgreementForm done={({ id }) => go(`/agreements/${id}`)} />
      </Dialog>
    </Page>
  );
}
