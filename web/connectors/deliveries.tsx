import { Button, Code, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { Inbox } from 'lucide-react';
import { useState } from 'react';
import {
  deliveryStates,
  getConnector,
  listDeliveries,
  replayDeliveries,
  type Delivery,
  type WholeConnector,
} from '../../src/connectors/contract.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { useAction, useList } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { Status } from '../ui/page/status.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './connectors.module.css';
import { layOut } from './lay-out.ts';
import { messages } from './messages.ts';

const tones = { waiting: 'busy', taken: 'good', failed: 'bad' } as const;

function Mend({ connector, delivery, close }: { connector: string; delivery: Delivery; close: () => void }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const [draft, setDraft] = useState(layOut(delivery.body ?? ''));
  const send = useAction(replayDeliveries, {
    refreshes: [listDeliveries, getConnector],
    done: () => {
      showDone(say.reading);
      close();
    },
  });
  return (
    <Stack>
      <Textarea
        label={say.body}
        error={delivery.reason === null ? '' : text(delivery.reason)}
        value={draft}
        autosize
        minRows={6}
        maxRows={18}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        data-autofocus
      />
      <Button
        loading={send.running}
        onClick={() => void send.run({ id: connector, deliveries: [{ id: delivery.id, body: draft }] })}
      >
        {say.readAgain}
      </Button>
    </Stack>
  );
}

function Entry({ delivery, mend }: { delivery: Delivery; mend: () => void }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { id, at, state, topic, reason, body, profile } = delivery;
  return (
    <li className={classes['card']} data-delivery={id} data-state={state}>
      <div className={classes['line']}>
        <Status tone={tones[state]}>{say.states[state]}</Status>
        {topic !== '' && <bdi>{topic}</bdi>}
        <Time at={at} />
        {profile !== null && <MaybeLink href={`/profiles/${profile}`}>{say.profile}</MaybeLink>}
      </div>
      {reason !== null && <p className={classes['note']}>{text(reason)}</p>}
      {body === null ? (
        <p className={classes['note']}>{say.hidden}</p>
      ) : (
        <details>
          <summary>{say.whole}</summary>
          <Code block tabIndex={0} role="region" aria-label={say.whole}>
            {layOut(body)}
          </Code>
        </details>
      )}
      {state === 'failed' && body !== null && (
        <Button size="compact-sm" variant="default" mt="xs" onClick={mend}>
          {say.mend}
        </Button>
      )}
    </li>
  );
}

/** What was sent to a connector, the newest first, and the way to mend what failed. */
export function Deliveries({ connector }: { connector: WholeConnector }) {
  const say = useMessages(messages);
  const { more } = useMessages(shared);
  const [chosen, setChosen] = useState('all');
  const [mending, setMending] = useState<Delivery | null>(null);
  const state = deliveryStates.find((one) => one === chosen);
  const { id } = connector;
  const list = useList(
    listDeliveries,
    (after) => ({ id, ...(state === undefined ? {} : { state }), ...(after === undefined ? {} : { after }) }),
    { every: 3_000 },
  );
  const again = useAction(replayDeliveries, {
    refreshes: [listDeliveries, getConnector],
    done: () => showDone(say.reading),
  });
  return (
    <div className={classes['stack']}>
      <div className={classes['line']}>
        <SegmentedControl
          aria-label={say.state}
          value={chosen}
          onChange={setChosen}
          data={[
            { value: 'all', label: say.all },
            ...deliveryStates.map((one) => ({ value: one, label: say.states[one] })),
          ]}
        />
        {connector.counts.failed > 0 && (
          <Button variant="default" loading={again.running} onClick={() => void again.run({ id })}>
            {say.readAll}
          </Button>
        )}
      </div>
      {list.error !== null && <ProblemView error={list.error} retry={list.refetch} />}
      {list.rows === undefined && list.error === null && <LoadingRows />}
      {list.rows?.length === 0 && (
        <EmptyState icon={Inbox} title={say.noDeliveries}>
          {say.noDeliveriesLead}
        </EmptyState>
      )}
      <ul className={classes['list']}>
        {(list.rows ?? []).map((delivery) => (
          <Entry key={delivery.id} delivery={delivery} mend={() => setMending(delivery)} />
        ))}
      </ul>
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {more}
        </Button>
      )}
      <Dialog opened={mending !== null} close={() => setMending(null)} title={say.mend} size="lg">
        {mending !== null && <Mend connector={id} delivery={mending} close={() => setMending(null)} />}
      </Dialog>
    </div>
  );
}
