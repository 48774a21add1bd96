import { Button, Group } from '@mantine/core';
import { useCallback, useState, type ReactNode } from 'react';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import { Dialog } from './dialog.tsx';

/** What is asked before something is done that cannot be undone. */
export interface Question {
  readonly title: string;
  readonly text: ReactNode;
  /** The word on the button that does it. */
  readonly verb: string;
  readonly act: () => Promise<unknown>;
}

/** Asks before acting: `ask(question)` opens the dialog that `dialog` must be drawn for. */
export function useConfirm(): { ask: (question: Question) => void; dialog: ReactNode } {
  const say = useMessages(messages);
  const [question, setQuestion] = useState<Question | null>(null);
  const [acting, setActing] = useState(false);
  const close = useCallback(() => setQuestion(null), []);
  const act = async () => {
    setActing(true);
    await question?.act();
    setActing(false);
    close();
  };
  const dialog = (
    <Dialog opened={question !== null} close={close} title={question?.title}>
      <div>{question?.text}</div>
      <Group mt="lg" justify="flex-end">
        <Button variant="default" onClick={close}>
          {say.cancel}
        </Button>
        <Button color="red.9" loading={acting} onClick={() => void act()}>
          {question?.verb}
        </Button>
      </Group>
    </Dialog>
  );
  return { ask: setQuestion, dialog };
}
