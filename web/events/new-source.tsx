import { Button, Select, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { createSource, listSources } from '../../src/sources/contract.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useForm } from '../ui/form/use-form.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { messages } from './messages.ts';

const live = ['web', 'api', 'shop', 'call', 'exhibition', 'survey'] as const;
type Live = (typeof live)[number];

function NewSourceForm() {
  const say = useMessages(messages).newSource;
  const [, navigate] = useLocation();
  const [channel, setChannel] = useState<Live>('web');
  const create = useAction(createSource, {
    quiet: true,
    refreshes: [listSources],
    done: ({ id }) => navigate(`/sources/${id}`),
  });
  const { errors, submit } = useForm(createSource, create.run, { channel });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {create.problem && <ProblemView error={create.problem} />}
        <TextInput
          name="name"
          label={say.name}
          description={say.nameHint}
          error={errors['name']}
          data-autofocus
          required
        />
        <Select
          label={say.channel}
          allowDeselect={false}
          value={channel}
          data={live.map((value) => ({ value, label: say.channels[value] }))}
          onChange={(chosen) => setChannel(live.find((one) => one === chosen) ?? 'web')}
        />
        <Button type="submit" loading={create.running}>
          {say.go}
        </Button>
      </Stack>
    </form>
  );
}

/** Makes a source that is sent to, where no file comes first. */
export function NewSource() {
  const say = useMessages(messages).newSource;
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open} leftSection={<Plus size={16} aria-hidden />}>
        {say.open}
      </Button>
      <Dialog opened={opened} close={close} title={say.open}>
        <NewSourceForm />
      </Dialog>
    </>
  );
}
