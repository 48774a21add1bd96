import { ActionIcon, Button, Group, Textarea } from '@mantine/core';
import { Pencil, Pin, PinOff } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { Output } from '../../src/lib/endpoint.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import { createNote, listNotes, longestNote, removeNote, updateNote } from '../../src/teamwork/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { Status } from '../ui/page/status.tsx';
import { Time } from '../ui/page/time.tsx';
import { LinkedText } from './linked-text.tsx';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';
import { RemoveButton } from './remove-button.tsx';
import { ThingList } from './thing-list.tsx';

type Note = Output<typeof listNotes>['rows'][number];
const refreshes = [listNotes, listTimeline] as const;

interface NoteFormProps {
  readonly text: string;
  readonly verb: string;
  readonly save: (text: string) => Promise<unknown>;
  readonly cancel?: () => void;
}

function NoteForm({ text: first, verb, save, cancel }: NoteFormProps) {
  const say = useMessages(messages).notes;
  const [text, setText] = useState(first);
  const [saving, setSaving] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setSaving(true);
    if ((await save(text)) !== undefined) setText('');
    setSaving(false);
  };
  return (
    <form className={classes['form']} onSubmit={(event) => void submit(event)}>
      <Textarea
        aria-label={say.label}
        placeholder={say.write}
        autosize
        minRows={2}
        maxRows={12}
        maxLength={longestNote}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      {text.trim() !== '' && (
        <Group gap="xs">
          <Button type="submit" size="compact-sm" loading={saving}>
            {verb}
          </Button>
          {cancel && (
            <Button size="compact-sm" variant="default" onClick={cancel}>
              {say.cancel}
            </Button>
          )}
        </Group>
      )}
    </form>
  );
}

function NoteActions({ note, edit }: { note: Note; edit: () => void }) {
  const say = useMessages(messages).notes;
  const update = useAction(updateNote, { refreshes });
  const remove = useAction(removeNote, { refreshes });
  const pinLabel = note.pinned ? say.unpin : say.pin;
  const common = { variant: 'subtle', color: 'gray', size: 'sm' } as const;
  return (
    <>
      <ActionIcon
        {...common}
        aria-label={pinLabel}
        onClick={() => void update.run({ id: note.id, pinned: !note.pinned })}
      >
        {note.pinned ? <PinOff size={14} aria-hidden /> : <Pin size={14} aria-hidden />}
      </ActionIcon>
      {note.mine && (
        <>
          <ActionIcon {...common} aria-label={say.edit} onClick={edit}>
            <Pencil size={14} aria-hidden />
          </ActionIcon>
          <RemoveButton label={say.remove} text={say.removeText} remove={() => remove.run({ id: note.id })} />
        </>
      )}
    </>
  );
}

function NoteItem({ note }: { note: Note }) {
  const say = useMessages(messages).notes;
  const mayEdit = useMay('editor');
  const [editing, setEditing] = useState(false);
  const update = useAction(updateNote, { refreshes, done: () => setEditing(false) });
  if (editing)
    return (
      <li>
        <NoteForm
          text={note.text}
          verb={say.save}
          save={(text) => update.run({ id: note.id, text })}
          cancel={() => setEditing(false)}
        />
      </li>
    );
  return (
    <li>
      <div className={classes['head']}>
        <bdi>{note.author.name}</bdi>
        <Time at={note.createdAt} />
        {note.updatedAt !== note.createdAt && <span>{say.edited}</span>}
        {note.pinned && <Status tone="busy">{say.pinned}</Status>}
        <span className={classes['actions']}>
          {mayEdit && <NoteActions note={note} edit={() => setEditing(true)} />}
        </span>
      </div>
      <bdi className={classes['text']}>
        <LinkedText text={note.text} />
      </bdi>
    </li>
  );
}

/** The notes on a customer, and a place to write one. */
export function Notes({ profile }: { profile: string }) {
  const say = useMessages(messages).notes;
  const mayEdit = useMay('editor');
  const answer = useEndpoint(listNotes, { id: profile });
  const create = useAction(createNote, { refreshes });
  return (
    <>
      {mayEdit && <NoteForm text="" verb={say.add} save={(text) => create.run({ id: profile, text })} />}
      <ThingList label={say.list} none={say.none} rows={answer.data?.rows} answer={answer}>
        {(note) => <NoteItem key={note.id} note={note} />}
      </ThingList>
    </>
  );
}
