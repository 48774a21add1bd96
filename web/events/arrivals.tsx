import { Alert, Badge, Button, Code, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { listArrivals, replayRefused, retryAside, type ArrivalView } from '../../src/events/contract.ts';
import { labelEvent } from '../../src/lib/events.ts';
import type { Source } from '../../src/sources/contract.ts';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { Section } from '../ui/page/section.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './events.module.css';
import { messages } from './messages.ts';
import { useFieldName } from './use-field-name.ts';

const everyMs = 2_000;
const shown = 30;

/** The text of a JSON value with its parts in lines; as it is where it is none. */
function layOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

interface MendProps {
  readonly source: Source;
  readonly arrival: ArrivalView;
  readonly close: () => void;
}

/** A refused message, to be corrected and sent again. */
function Mend({ source, arrival, close }: MendProps) {
  const say = useMessages(messages).arrivals;
  const text = useBilingual();
  const [draft, setDraft] = useState(layOut(arrival.raw ?? ''));
  const [reason, setReason] = useState(arrival.refused === null ? '' : text(arrival.refused));
  const send = useAction(replayRefused, {
    refreshes: [listArrivals],
    done: ({ refused: [again] }) => {
      if (again !== undefined) return setReason(text(again));
      showDone(say.taken);
      return close();
    },
  });
  return (
    <Stack>
      <Textarea
        label={say.message}
        error={reason}
        value={draft}
        autosize
        minRows={6}
        maxRows={18}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        data-autofocus
      />
      <Button
        loading={send.running}
        onClick={() => void send.run({ source: source.id, messages: [{ id: arrival.id, raw: draft }] })}
      >
        {say.again}
      </Button>
    </Stack>
  );
}

function Arrival({ arrival, mend }: { arrival: ArrivalView; mend: () => void }) {
  const say = useMessages(messages).arrivals;
  const text = useBilingual();
  const nameOf = useFieldName();
  const { refused, raw, demoted } = arrival;
  return (
    <li>
      <div className={classes['line']}>
        {refused === null ? (
          <strong>
            <bdi>{text(labelEvent(arrival.name))}</bdi>
          </strong>
        ) : (
          <Badge color="red" variant="light">
            {say.refused}
          </Badge>
        )}
        {refused === null && (
          <bdi className={classes['who']}>{arrival.user || arrival.device || say.anonymous}</bdi>
        )}
        <Time at={arrival.received} />
      </div>
      {refused !== null && <div>{text(refused)}</div>}
      {demoted.map(({ field, reason }) => (
        <div key={field}>{say.demoted[reason](nameOf(field))}</div>
      ))}
      {raw !== null && raw !== '' && (
        <details>
          <summary>{say.whole}</summary>
          <Code block tabIndex={0} role="region" aria-label={say.whole}>
            {layOut(raw)}
          </Code>
        </details>
      )}
      {refused !== null && raw !== null && (
        <Button size="compact-sm" variant="default" mt="xs" onClick={mend}>
          {say.mend}
        </Button>
      )}
    </li>
  );
}

/** What could not be loaded, and the way to try it again. */
function Aside({ bytes }: { bytes: number }) {
  const say = useMessages(messages).arrivals;
  const format = useFormat();
  const retry = useAction(retryAside, {
    refreshes: [listArrivals],
    done: () => showDone(say.retried),
  });
  return (
    <Alert color="red" variant="light" title={say.asideTitle}>
      <p>{say.aside(format.bytes(bytes))}</p>
      <Button size="compact-sm" variant="default" loading={retry.running} onClick={() => void retry.run({})}>
        {say.retry}
      </Button>
    </Alert>
  );
}

/** What arrives at a source, as it happens, and what was refused. */
export function Arrivals({ source }: { source: Source }) {
  const say = useMessages(messages).arrivals;
  const format = useFormat();
  const [only, setOnly] = useState<'all' | 'refused'>('all');
  const [mending, setMending] = useState<ArrivalView | null>(null);
  const answer = useEndpoint(
    listArrivals,
    { source: source.id, only, limit: shown },
    { keep: true, every: () => (mending === null ? everyMs : false) },
  );
  return (
    <Section title={say.title}>
      <div className={classes['head']}>
        <span>{say.lead}</span>
        <SegmentedControl
          size="xs"
          aria-label={say.show}
          value={only}
          onChange={(value) => setOnly(value === 'refused' ? 'refused' : 'all')}
          data={[
            { value: 'all', label: say.all },
            { value: 'refused', label: say.refused },
          ]}
        />
      </div>
      <AnswerView answer={answer}>
        {({ rows, waiting, aside }) => (
          <>
            {aside > 0 && <Aside bytes={aside} />}
            {waiting > 0 && <p>{say.waiting(format.bytes(waiting))}</p>}
            {rows.length === 0 && <p>{only === 'all' ? say.none : say.noneRefused}</p>}
            <ul className={classes['list']} aria-label={say.title}>
              {rows.map((arrival) => (
                <Arrival key={arrival.id} arrival={arrival} mend={() => setMending(arrival)} />
              ))}
            </ul>
          </>
        )}
      </AnswerView>
      <Dialog opened={mending !== null} close={() => setMending(null)} title={say.mend}>
        {mending !== null && <Mend source={source} arrival={mending} close={() => setMending(null)} />}
      </Dialog>
    </Section>
  );
}
