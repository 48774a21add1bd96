import { Button } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useLocation } from 'wouter';
import { eraseProfile } from '../../src/profiles/erasure/contract.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useConfirm } from '../ui/page/confirm.tsx';
import { messages } from './messages.ts';

/** Erases a customer for good, for administrators, after asking. */
export function Erase({ id, name }: { id: string; name: string }) {
  const say = useMessages(messages).erase;
  const mayErase = useMay('admin');
  const [, go] = useLocation();
  const { ask, dialog } = useConfirm();
  const erase = useAction(eraseProfile, {
    refreshes: [queryProfiles],
    done: () => {
      showDone(say.done);
      go('/explore');
    },
  });
  if (!mayErase) return null;
  const question = () =>
    ask({ title: say.title(name), text: say.text, verb: say.verb, act: () => erase.run({ id }) });
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<Trash2 size={14} aria-hidden />}
        loading={erase.running}
        onClick={question}
      >
        {say.verb}
      </Button>
      {dialog}
    </>
  );
}
