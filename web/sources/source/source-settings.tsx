import { Button, Group, NumberInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { replayRecords } from '../../../src/records/contract.ts';
import {
  lawfulBases,
  listSources,
  parties,
  updateSource,
  type Source,
} from '../../../src/sources/contract.ts';
import { countSources, getSourceQuality } from '../../../src/sources/quality/contract.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useAction, useRefresh } from '../../ui/api/use-endpoint.ts';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { messages as shared } from '../../ui/messages.ts';
import { useConfirm } from '../../ui/page/confirm.tsx';
import { JobProgress } from '../../ui/page/job-progress.tsx';
import { Section } from '../../ui/page/section.tsx';
import { Time } from '../../ui/page/time.tsx';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import { ChoiceSelect } from '../wizard/source-form.tsx';

/** Offers to rebuild all profiles after the trust of a source has changed. */
function Rebuild() {
  const say = useMessages(messages).source;
  const mayRebuild = useMay('admin');
  const { ask, dialog } = useConfirm();
  const refresh = useRefresh();
  const [job, setJob] = useState<string | null>(null);
  const rebuild = useAction(replayRecords, { done: (started) => setJob(started.job) });
  const begin = () =>
    ask({
      title: say.rebuildTitle,
      text: say.rebuildText,
      verb: say.rebuild,
      act: () => rebuild.run({}),
    });
  return (
    <div className={classes['notice']} role="status">
      <p>{mayRebuild ? say.trustChanged : say.rebuildAdmin}</p>
      {mayRebuild && job === null && (
        <Button size="xs" onClick={begin}>
          {say.rebuild}
        </Button>
      )}
      {job !== null && (
        <JobProgress
          id={job}
          label={say.rebuilding}
          done={() => void refresh(getSourceQuality, countSources)}
        />
      )}
      {dialog}
    </div>
  );
}

interface EditProps {
  readonly source: Source;
  readonly close: (trustChanged: boolean) => void;
}

function Edit({ source, close }: EditProps) {
  const { source: say, sources: words, parties: partyNames, bases } = useMessages(messages);
  const { save, cancel } = useMessages(shared);
  const [draft, setDraft] = useState(source);
  const update = useAction(updateSource, {
    quiet: true,
    refreshes: [listSources],
    done: (saved) => {
      showDone(say.saved);
      close(saved.trust !== source.trust);
    },
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const { id, party, trust, basis, purpose, note } = draft;
        void update.run({ id, party, trust, basis, purpose, note });
      }}
    >
      {update.problem && <ProblemView error={update.problem} />}
      <div className={classes['fields']}>
        <NumberInput
          label={words.trust}
          min={0}
          max={100}
          allowDecimal={false}
          clampBehavior="strict"
          value={draft.trust}
          onChange={(trust) => setDraft({ ...draft, trust: Number(trust) || 0 })}
        />
        <ChoiceSelect
          label={words.party}
          values={parties}
          names={partyNames}
          value={draft.party}
          onChange={(party) => setDraft({ ...draft, party })}
        />
        <ChoiceSelect
          label={words.basis}
          values={lawfulBases}
          names={bases}
          value={draft.basis}
          onChange={(basis) => setDraft({ ...draft, basis })}
        />
      </div>
      <TextInput
        mt="sm"
        label={say.purpose}
        description={say.purposeNote}
        maxLength={500}
        value={draft.purpose}
        onChange={({ currentTarget }) => setDraft({ ...draft, purpose: currentTarget.value })}
      />
      <Textarea
        mt="sm"
        label={say.note}
        autosize
        minRows={2}
        maxLength={2000}
        value={draft.note}
        onChange={({ currentTarget }) => setDraft({ ...draft, note: currentTarget.value })}
      />
      <Group mt="md">
        <Button type="submit" loading={update.running}>
          {save}
        </Button>
        <Button variant="default" onClick={() => close(false)}>
          {cancel}
        </Button>
      </Group>
    </form>
  );
}

/** What is known of a source, and how that is changed. */
export function SourceSettings({ source }: { source: Source }) {
  const { source: say, sources: words, parties: partyNames, bases, channels } = useMessages(messages);
  const format = useFormat();
  const mayEdit = useMay('editor');
  const [editing, setEditing] = useState(false);
  const [changed, setChanged] = useState(false);
  const close = (trustChanged: boolean) => {
    setEditing(false);
    if (trustChanged) setChanged(true);
  };
  const edit = (
    <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
      {say.edit}
    </Button>
  );
  return (
    <Section title={say.about} aside={mayEdit && !editing && edit}>
      {editing ? (
        <Edit source={source} close={close} />
      ) : (
        <dl className={classes['facts']}>
          <dt>{words.trust}</dt>
          <dd>{format.number(source.trust)}</dd>
          <dt>{words.party}</dt>
          <dd>{partyNames[source.party]}</dd>
          <dt>{words.basis}</dt>
          <dd>{bases[source.basis]}</dd>
          {source.purpose !== '' && (
            <>
              <dt>{say.purpose}</dt>
              <dd>
                <bdi>{source.purpose}</bdi>
              </dd>
            </>
          )}
          <dt>{say.since}</dt>
          <dd>
            <Time at={source.createdAt} /> · {channels[source.channel]}
          </dd>
          {source.note !== '' && (
            <>
              <dt>{say.note}</dt>
              <dd>
                <bdi>{source.note}</bdi>
              </dd>
            </>
          )}
        </dl>
      )}
      {changed && <Rebuild />}
    </Section>
  );
}
