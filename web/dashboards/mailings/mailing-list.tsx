import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import * as contract from '../../../src/dashboards/mailings/contract.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useAction, useRefresh } from '../../ui/api/use-endpoint.ts';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { JobProgress } from '../../ui/page/job-progress.tsx';
import { Time } from '../../ui/page/time.tsx';
import classes from './mailings.module.css';
import { messages } from './messages.ts';

/** `8` → `08:00`. */
export function writeHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function useWriteRhythm(): (row: contract.Mailing) => string {
  const say = useMessages(messages);
  const format = useFormat();
  return ({ every, weekday, hour }) => {
    const at = writeHour(hour);
    if (every === 'day') return say.daily(at);
    return every === 'week' ? say.onDay(format.weekday(weekday), at) : say.monthly(at);
  };
}

function Row({ row }: { row: contract.Mailing }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const write = useWriteRhythm();
  const maySend = useMay('analyst');
  const [job, setJob] = useState<string | null>(null);
  const refreshes = [contract.listMailings];
  const remove = useAction(contract.removeMailing, { refreshes });
  const send = useAction(contract.sendMailing, { done: (started) => setJob(started.job) });
  const refresh = useRefresh();
  const end = async () => {
    if ((await remove.run({ id: row.id })) !== undefined) showDone(say.ended);
  };
  return (
    <li>
      <span>
        <b>
          <bdi>{row.recipient?.name ?? say.gone}</bdi>
        </b>{' '}
        <bdi>{row.recipient?.email}</bdi>
      </span>
      <span className={classes['soft']}>
        {write(row)} · {say.languages[row.language]}
      </span>
      <span className={classes['soft']}>
        {say.nextAt} <Time at={row.nextAt} /> · {say.sentAt}{' '}
        {row.sentAt === null ? say.never : <Time at={row.sentAt} />}
      </span>
      {row.problem && <span className={classes['problem']}>{text(row.problem)}</span>}
      {job !== null && (
        <JobProgress
          key={job}
          id={job}
          label={say.sending}
          done={() => {
            setJob(null);
            void refresh(contract.listMailings);
          }}
        />
      )}
      {row.changeable && (
        <Group gap="xs">
          {maySend && (
            <Button
              size="compact-sm"
              variant="default"
              loading={send.running}
              onClick={() => void send.run({ id: row.id })}
            >
              {say.now}
            </Button>
          )}
          <Button size="compact-sm" variant="default" loading={remove.running} onClick={() => void end()}>
            {say.end}
          </Button>
        </Group>
      )}
    </li>
  );
}

/** Who gets it, when, how it went the last time, and what may be done about it. */
export function MailingList({ rows }: { rows: readonly contract.Mailing[] }) {
  const say = useMessages(messages);
  if (rows.length === 0) return <p className={classes['soft']}>{say.none}</p>;
  return (
    <ul className={classes['list']}>
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </ul>
  );
}
