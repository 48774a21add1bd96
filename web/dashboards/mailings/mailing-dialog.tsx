import { Button, Group, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { listMembers } from '../../../src/access/contract.ts';
import * as contract from '../../../src/dashboards/mailings/contract.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useAction, useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useLanguage, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { Dialog } from '../../ui/page/dialog.tsx';
import { MailingList, writeHour } from './mailing-list.tsx';
import classes from './mailings.module.css';
import { messages } from './messages.ts';

const languages = ['en', 'zh'] as const;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

interface Draft {
  readonly recipient: string;
  readonly every: (typeof contract.rhythms)[number];
  readonly weekday: number;
  readonly hour: number;
  readonly language: (typeof languages)[number];
}

interface InputProps {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
}

function Times({ draft, set }: InputProps) {
  const say = useMessages(messages);
  const format = useFormat();
  return (
    <>
      <NativeSelect
        label={say.every}
        value={draft.every}
        data={contract.rhythms.map((value) => ({ value, label: say.rhythms[value] }))}
        onChange={({ currentTarget: { value } }) =>
          set({ every: contract.rhythms.find((one) => one === value) ?? 'week' })
        }
      />
      {draft.every === 'week' && (
        <NativeSelect
          label={say.weekday}
          value={String(draft.weekday)}
          data={weekdays.map((value) => ({ value: String(value), label: format.weekday(value) }))}
          onChange={({ currentTarget }) => set({ weekday: Number(currentTarget.value) })}
        />
      )}
      <NativeSelect
        label={say.hour}
        value={String(draft.hour)}
        data={hours.map((value) => ({ value: String(value), label: writeHour(value) }))}
        onChange={({ currentTarget }) => set({ hour: Number(currentTarget.value) })}
      />
    </>
  );
}

function NewMailing({ dashboard }: { dashboard: string | null }) {
  const say = useMessages(messages);
  const language = useLanguage();
  const members = useEndpoint(listMembers, {});
  const [draft, setDraft] = useState<Draft>({ recipient: '', every: 'week', weekday: 1, hour: 8, language });
  const create = useAction(contract.createMailing, { refreshes: [contract.listMailings] });
  const set = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const people = members.data?.rows ?? [];
  const act = async () => {
    const recipient = draft.recipient === '' ? people[0]?.id : draft.recipient;
    const asked = { ...draft, dashboard, recipient: recipient ?? '' };
    if ((await create.run(asked)) !== undefined) showDone(say.added);
  };
  return (
    <form
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        void act();
      }}
    >
      <NativeSelect
        label={say.recipient}
        value={draft.recipient === '' ? (people[0]?.id ?? '') : draft.recipient}
        data={people.map(({ id, name, email }) => ({ value: id, label: `${name} <${email}>` }))}
        onChange={({ currentTarget }) => set({ recipient: currentTarget.value })}
      />
      <Times draft={draft} set={set} />
      <NativeSelect
        label={say.language}
        value={draft.language}
        data={languages.map((value) => ({ value, label: say.languages[value] }))}
        onChange={({ currentTarget: { value } }) =>
          set({ language: languages.find((one) => one === value) ?? 'en' })
        }
      />
      <Group justify="flex-end">
        <Button type="submit" loading={create.running}>
          {say.add}
        </Button>
      </Group>
    </form>
  );
}

interface MailingProps {
  /** Null: the findings. */
  readonly dashboard: string | null;
  readonly close: () => void;
}

/** Who gets a dashboard, or the findings, by mail, and when. */
export function MailingDialog({ dashboard, close }: MailingProps) {
  const say = useMessages(messages);
  const mayWrite = useMay('analyst');
  const answer = useEndpoint(contract.listMailings, dashboard === null ? {} : { dashboard });
  return (
    <Dialog opened close={close} title={dashboard === null ? say.digest : say.dashboard}>
      <p className={classes['soft']}>{dashboard === null ? say.digestLead : say.dashboardLead}</p>
      <AnswerView answer={answer}>
        {({ rows, isSet, timeZone }) => (
          <>
            {!isSet && <p className={classes['problem']}>{say.notSet}</p>}
            <MailingList rows={rows} />
            {mayWrite && <NewMailing dashboard={dashboard} />}
            <p className={classes['soft']}>{say.clock(timeZone)}</p>
          </>
        )}
      </AnswerView>
    </Dialog>
  );
}
