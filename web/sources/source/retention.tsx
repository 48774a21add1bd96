import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import classes from '../sources.module.css';
import { messages } from '../messages.ts';
import { Time } from '../../ui/page/time.tsx';
import { Section } from '../../ui/page/section.tsx';
import { JobProgress } from '../../ui/page/job-progress.tsx';
import { useConfirm } from '../../ui/page/confirm.tsx';
import { messages as shared } from '../../ui/messages.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { showDone } from '../../ui/feedback/toasts.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { useAction, useEndpoint, useRefresh } from '../../ui/api/use-endpoint.ts';
import { useMay } from '../../ui/api/session.tsx';
import { previewRetention, setRetention } from '../../../src/sources/retention/contract.ts';
import { countSources, getSourceQuality } from '../../../src/sources/quality/contract.ts';
import { listSources, type Source } from '../../../src/sources/contract.ts';

const mostDays = 36_500;

interface PreviewProps {
  readonly source: Source;
  readonly days: number;
}

/** What would go today. */
function Preview({ source, days }: PreviewProps) {
  const say = useMessages(messages).retention;
  const format = useFormat();
  const answer = useEndpoint(previewRetention, { id: source.id, days });
  return (
    <AnswerView answer={answer}>
      {({ before, records, events, gone, changed }) => (
        <div className={classes['notice']} role="status" data-preview={records + events}>
          <p>
            {say.before} <Time at={before} />
          </p>
          <dl className={classes['facts']}>
            <dt>{say.records}</dt>
            <dd>{format.number(records)}</dd>
            <dt>{say.events}</dt>
            <dd>{format.number(events)}</dd>
            <dt>{say.gone}</dt>
            <dd>{format.number(gone)}</dd>
            <dt>{say.changed}</dt>
            <dd>{format.number(changed)}</dd>
          </dl>
        </div>
      )}
    </AnswerView>
  );
}

interface EditProps {
  readonly source: Source;
  readonly close: (job: string | null) => void;
}

function Edit({ source, close }: EditProps) {
  const say = useMessages(messages).retention;
  const { cancel } = useMessages(shared);
  const { ask, dialog } = useConfirm();
  const [days, setDays] = useState<number | null>(source.keepDays);
  const set = useAction(setRetention, {
    refreshes: [listSources],
    done: ({ job }) => {
      showDone(say.saved);
      close(job);
    },
  });
  const save = () =>
    days === null
      ? void set.run({ id: source.id, days })
      : ask({
          title: say.sureTitle(days),
          text: say.sure,
          verb: say.set,
          act: () => set.run({ id: source.id, days }),
        });
  return (
    <>
      <NumberInput
        label={say.days}
        description={say.daysNote}
        min={1}
        max={mostDays}
        allowDecimal={false}
        clampBehavior="strict"
        value={days ?? ''}
        onChange={(value) => setDays(value === '' ? null : Number(value))}
      />
      {days !== null && days > 0 && <Preview source={source} days={days} />}
      <Group mt="md">
        <Button loading={set.running} disabled={days === 0} onClick={save}>
          {days === null ? say.setForever : say.set}
        </Button>
        <Button variant="default" onClick={() => close(null)}>
          {cancel}
        </Button>
      </Group>
      {dialog}
    </>
  );
}

/** For how long the records of a source are kept; before that is set, it is said what would go. */
export function Retention({ source }: { source: Source }) {
  const say = useMessages(messages).retention;
  const maySet = useMay('admin');
  const refresh = useRefresh();
  const [editing, setEditing] = useState(false);
  const [job, setJob] = useState<string | null>(null);
  const close = (started: string | null) => {
    setEditing(false);
    setJob(started);
  };
  const edit = (
    <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
      {say.edit}
    </Button>
  );
  return (
    <Section title={say.title} aside={maySet && !editing && edit}>
      {editing ? (
        <Edit source={source} close={close} />
      ) : (
        <>
          {source.endsOn !== null && <p>{say.agreed(source.endsOn)}</p>}
          {source.keepDays !== null && <p>{say.kept(source.keepDays)}</p>}
          {source.endsOn === null && source.keepDays === null && <p>{say.forever}</p>}
        </>
      )}
      {job !== null && (
        <JobProgress id={job} label={say.taking} done={() => void refresh(getSourceQuality, countSources)} />
      )}
    </Section>
  );
}
