import { Button, Select, TextInput } from '@mantine/core';
import { ClipboardList } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { useLocation } from 'wouter';
import { createForm, listForms, type FormView } from '../../src/forms/contract.ts';
import { formKindNames, formKinds, type FormKind } from '../../src/lib/form.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { Wide } from '../insights/wide.tsx';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { Status } from '../ui/page/status.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './forms.module.css';
import { messages } from './messages.ts';

function Row({ form }: { form: FormView }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const { id, name, kind, open, submissions, updatedAt } = form;
  return (
    <tr data-name={name}>
      <td>
        <MaybeLink href={`/forms/${id}`}>{name}</MaybeLink>
      </td>
      <td>{text(formKindNames[kind])}</td>
      <td>
        <Status tone={open ? 'good' : 'plain'}>{open ? say.open : say.closed}</Status>
      </td>
      <td className={classes['number']}>{format.number(submissions.taken + submissions.waiting)}</td>
      <td className={classes['number']}>{format.number(submissions.pending)}</td>
      <td className={classes['number']}>{format.number(submissions.rejected)}</td>
      <td>
        <Time at={updatedAt} />
      </td>
    </tr>
  );
}

const heads = ['name', 'kind', 'state', 'sent', 'pending', 'rejected', 'updated'] as const;
const counted: ReadonlySet<string> = new Set(['sent', 'pending', 'rejected']);

function Heads() {
  const say = useMessages(messages);
  return (
    <tr>
      {heads.map((head) => (
        <th key={head} scope="col" className={counted.has(head) ? classes['number'] : undefined}>
          {say[head]}
        </th>
      ))}
    </tr>
  );
}

function List({ rows }: { rows: readonly FormView[] }) {
  const say = useMessages(messages);
  const none = (
    <EmptyState icon={ClipboardList} title={say.none}>
      {say.noneLead}
    </EmptyState>
  );
  return rows.length === 0 ? (
    none
  ) : (
    <Wide label={say.title}>
      <table className={classes['table']}>
        <thead>
          <Heads />
        </thead>
        <tbody>
          {rows.map((form) => (
            <Row key={form.id} form={form} />
          ))}
        </tbody>
      </table>
    </Wide>
  );
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
  return (
    <Page title={say.title} lead={say.lead}>
      <AnswerView answer={answer}>{({ rows }) => <List rows={rows} />}</AnswerView>
      {mayWrite && (
        <Section title={say.create}>
          <NewForm />
        </Section>
      )}
    </Page>
  );
}
