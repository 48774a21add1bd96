import { Button, Group, Radio } from '@mantine/core';
import { useState } from 'react';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { useWriteValues } from '../ui/value/use-write-values.ts';
import { messages } from './messages.ts';
import classes from './profile.module.css';
import type { Conflict, FactEdits } from './use-edits.ts';

function Choice({ conflict, settle }: { conflict: Conflict; settle: FactEdits['settle'] }) {
  const say = useMessages(messages).conflict;
  const shared = useMessages(messages).edit;
  const write = useWriteValues();
  const label = useBilingual()(conflict.field.label);
  const [mine, setMine] = useState('yours');
  const theirs = write(conflict.field, conflict.now.values[conflict.field.key]).join('\n');
  const side = (words: string, text: string) => (
    <>
      {words}: <bdi>{text === '' ? say.nothing : text}</bdi>
    </>
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void settle(mine === 'yours');
      }}
    >
      <p>{say.lead}</p>
      <Radio.Group label={label} value={mine} onChange={setMine}>
        <div className={classes['choices']}>
          <Radio value="yours" label={side(say.yours, conflict.draft)} />
          <Radio value="theirs" label={side(say.theirs, theirs)} />
        </div>
      </Radio.Group>
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void settle(false)}>
          {shared.cancel}
        </Button>
        <Button type="submit">{say.keep}</Button>
      </Group>
    </form>
  );
}

/** Somebody else saved another value first: both stand there, and one is chosen. */
export function ConflictDialog({ edits }: { edits: FactEdits }) {
  const say = useMessages(messages).conflict;
  const { conflict, settle } = edits;
  return (
    <Dialog opened={conflict !== null} close={() => void settle(false)} title={say.title}>
      {conflict && <Choice conflict={conflict} settle={settle} />}
    </Dialog>
  );
}
