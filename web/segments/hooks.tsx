import { Button, Group, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import {
  createSegmentHook,
  listSegmentDeliveries,
  listSegmentHooks,
  removeSegmentHook,
  retrySegmentDeliveries,
  type SegmentDelivery,
  type SegmentHook,
} from '../../src/segments/hooks/contract.ts';
import { SecretView } from '../access/secret-view.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { type Column, DataTable } from '../ui/list/data-table.tsx';
import { useConfirm } from '../ui/page/confirm.tsx';
import { Dialog } from '../ui/page/dialog.tsx';
import { Section } from '../ui/page/section.tsx';
import { Time } from '../ui/page/time.tsx';
import { messages } from './messages.ts';
import classes from './segments.module.css';

const again = 3_000;

/** What was sent to an address, the newest first. */
function Deliveries({ hook, close }: { hook: SegmentHook; close: () => void }) {
  const say = useMessages(messages).hooks;
  const text = useBilingual();
  const format = useFormat();
  const answer = useEndpoint(listSegmentDeliveries, { id: hook.id, limit: 50 }, { every: () => again });
  const columns: Column<SegmentDelivery>[] = [
    { key: 'found', header: say.found, cell: ({ refreshedAt }) => <Time at={refreshedAt} /> },
    { key: 'state', header: say.state, cell: ({ state }) => say.states[state] },
    {
      key: 'changes',
      header: say.changes,
      numeric: true,
      cell: ({ changes }) => (changes === null ? '' : format.number(changes)),
    },
    { key: 'tries', header: say.tries, numeric: true, cell: ({ tries }) => format.number(tries) },
    { key: 'why', header: say.why, cell: ({ reason }) => (reason === null ? '' : text(reason)) },
  ];
  return (
    <Dialog opened close={close} title={say.logOf(hook.url)} size="xl">
      <AnswerView answer={answer}>
        {({ rows }) => (
          <DataTable
            label={say.log}
            list={{ rows, error: null }}
            columns={columns}
            rowKey={({ id }) => id}
            empty={<p className={classes['note']}>{say.noDeliveries}</p>}
          />
        )}
      </AnswerView>
    </Dialog>
  );
}

function NewHook({ segment, made }: { segment: string; made: (secret: string) => void }) {
  const say = useMessages(messages).hooks;
  const [url, setUrl] = useState('');
  const create = useAction(createSegmentHook, {
    refreshes: [listSegmentHooks],
    done: ({ secret }) => {
      setUrl('');
      made(secret);
    },
  });
  return (
    <form
      className={classes['bar']}
      onSubmit={(event) => {
        event.preventDefault();
        void create.run({ id: segment, url });
      }}
    >
      <TextInput
        type="url"
        aria-label={say.url}
        placeholder={say.urlHint}
        maxLength={2_000}
        value={url}
        onChange={({ currentTarget }) => setUrl(currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={create.running} disabled={url === ''}>
        {say.add}
      </Button>
    </form>
  );
}

function useColumns(actions: (hook: SegmentHook) => ReactNode): Column<SegmentHook>[] {
  const say = useMessages(messages).hooks;
  const format = useFormat();
  return [
    { key: 'url', header: say.url, cell: ({ url }) => <bdi data-hook={url}>{url}</bdi> },
    { key: 'waiting', header: say.waiting, numeric: true, cell: ({ waiting }) => format.number(waiting) },
    { key: 'failed', header: say.failed, numeric: true, cell: ({ failed }) => format.number(failed) },
    { key: 'sent', header: say.sentAt, cell: ({ sentAt }) => sentAt !== null && <Time at={sentAt} /> },
    { key: 'actions', header: say.actions, cell: actions },
  ];
}

/** The addresses that the changes of a segment are sent to, and what became of each delivery. */
export function Hooks({ segment }: { segment: string }) {
  const say = useMessages(messages).hooks;
  const answer = useEndpoint(listSegmentHooks, { id: segment }, { every: () => again });
  const refreshes = [listSegmentHooks, listSegmentDeliveries];
  const remove = useAction(removeSegmentHook, { refreshes });
  const retry = useAction(retrySegmentDeliveries, { refreshes });
  const { ask, dialog } = useConfirm();
  const [shown, setShown] = useState<SegmentHook | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const act = async (id: string) => {
    if (await remove.run({ id })) showDone(say.removed);
  };
  const columns = useColumns((hook) => {
    const { id, url, waiting, failed } = hook;
    const title = say.removeOf(url);
    return (
      <Group gap="xs">
        <Button
          size="compact-xs"
          variant="default"
          aria-label={say.logOf(url)}
          onClick={() => setShown(hook)}
        >
          {say.log}
        </Button>
        {waiting + failed > 0 && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={say.retryOf(url)}
            onClick={() => void retry.run({ id })}
          >
            {say.retry}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="default"
          aria-label={title}
          onClick={() => ask({ title, text: say.removeText, verb: say.remove, act: () => act(id) })}
        >
          {say.remove}
        </Button>
      </Group>
    );
  });
  return (
    <Section title={say.title}>
      <p className={classes['note']}>{say.lead}</p>
      <AnswerView answer={answer}>
        {({ rows }) => (
          <DataTable
            label={say.title}
            list={{ rows, error: null }}
            columns={columns}
            rowKey={({ id }) => id}
            empty={<p className={classes['note']}>{say.none}</p>}
          />
        )}
      </AnswerView>
      <NewHook segment={segment} made={setSecret} />
      {dialog}
      {shown !== null && <Deliveries hook={shown} close={() => setShown(null)} />}
      <Dialog opened={secret !== null} close={() => setSecret(null)} title={say.secretTitle}>
        <p>{say.secretLead}</p>
        <SecretView label={say.secret} text={secret ?? ''} />
        <Group mt="lg" justify="flex-end">
          <Button onClick={() => setSecret(null)}>{say.understood}</Button>
        </Group>
      </Dialog>
    </Section>
  );
}
