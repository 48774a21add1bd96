import { Button, Select, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { updateWorkspace } from '../../src/access/contract.ts';
import { replayRecords } from '../../src/records/contract.ts';
import { useRefreshMe, useWorkspace } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { useConfirm } from '../ui/page/confirm.tsx';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { InstallationFacts } from './installation-facts.tsx';
import { messages } from './messages.ts';
import { VisibilityTable } from './visibility-table.tsx';

const zones = Intl.supportedValuesOf('timeZone');

function WorkspaceForm() {
  const say = useMessages(messages);
  const { save } = useMessages(shared);
  const workspace = useWorkspace();
  const refresh = useRefreshMe();
  const [name, setName] = useState(workspace.name);
  const [zone, setZone] = useState(workspace.timeZone);
  const update = useAction(updateWorkspace, {
    done: () => {
      showDone(say.saved);
      void refresh();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') void update.run({ name, timeZone: zone });
  };
  return (
    <form onSubmit={submit}>
      <Stack maw="28rem">
        <TextInput
          label={say.name}
          value={name}
          maxLength={100}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          required
        />
        <Select
          label={say.zone}
          description={say.zoneHint}
          placeholder={say.zoneOwn}
          data={zones}
          value={zone}
          onChange={setZone}
          searchable
          clearable
          limit={50}
        />
        <div>
          <Button type="submit" loading={update.running}>
            {save}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

function DangerZone() {
  const say = useMessages(messages);
  const { ask, dialog } = useConfirm();
  const replay = useAction(replayRecords, { done: () => showDone(say.replayStarted) });
  const start = () =>
    ask({
      title: say.replayTitle,
      text: say.replayText,
      verb: say.replay,
      act: () => replay.run({}),
    });
  return (
    <Stack align="flex-start">
      <p>{say.replayText}</p>
      <Button variant="default" onClick={start}>
        {say.replay}
      </Button>
      {dialog}
    </Stack>
  );
}

/** The workspace's name and clock, what roles see, the installation, and what one does rarely. */
export function SettingsPage() {
  const say = useMessages(messages);
  return (
    <Page title={say.title} lead={say.lead}>
      <Section title={say.workspace}>
        <WorkspaceForm />
      </Section>
      <Section title={say.visibility}>
        <VisibilityTable />
      </Section>
      <Section title={say.installation}>
        <InstallationFacts />
      </Section>
      <Section title={say.danger}>
        <DangerZone />
      </Section>
    </Page>
  );
}
