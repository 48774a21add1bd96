import { Button, Group } from '@mantine/core';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { FieldInput } from './field-input.tsx';
import classes from './facts.module.css';
import { messages } from './messages.ts';
import type { Field } from './profile-data.ts';
import type { FactEdits, OpenEdit } from './use-edits.ts';

interface FactEditorProps {
  readonly field: Field;
  readonly edit: OpenEdit;
  readonly edits: FactEdits;
}

/** Enter saves, in a text of several lines with Ctrl or Cmd; Esc leaves everything as it was. The first input has the focus. */
function useKeys(save: () => void, cancel: () => void) {
  const form = useRef<HTMLFormElement>(null);
  const latest = useRef({ save, cancel });
  useEffect(() => {
    latest.current = { save, cancel };
  });
  useEffect(() => {
    const element = form.current;
    element?.querySelector<HTMLElement>('input, textarea')?.focus();
    const answer = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented) return;
      if (event.key === 'Escape') latest.current.cancel();
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) latest.current.save();
    };
    element?.addEventListener('keydown', answer);
    return () => element?.removeEventListener('keydown', answer);
  }, []);
  return form;
}

/** Edits one field in its place. */
export function FactEditor({ field, edit, edits }: FactEditorProps) {
  const say = useMessages(messages).edit;
  const label = useBilingual()(field.label);
  const [draft, setDraft] = useState(edit.draft);
  // Gives the focus back to where the edit began, when it ends.
  useEffect(() => {
    const key = field.key;
    return () => {
      requestAnimationFrame(() => {
        const { activeElement, body } = document;
        if (activeElement !== null && activeElement !== body) return;
        document.querySelector<HTMLElement>(`[data-field="${key}"] button`)?.focus();
      });
    };
  }, [field.key]);
  const save = (text: string) => {
    if (text === edit.draft && text !== '') edits.cancel();
    else void edits.save(field, text);
  };
  const form = useKeys(() => save(draft), edits.cancel);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save(draft);
  };
  return (
    <form ref={form} className={classes['editor']} onSubmit={submit}>
      <FieldInput field={field} label={label} draft={draft} change={setDraft} />
      <Group gap="xs">
        <Button type="submit" size="compact-sm">
          {say.save}
        </Button>
        <Button size="compact-sm" variant="default" onClick={edits.cancel}>
          {say.cancel}
        </Button>
        {edit.seen !== undefined && edit.seen !== null && (
          <Button size="compact-sm" variant="subtle" color="red" onClick={() => save('')}>
            {say.clear}
          </Button>
        )}
      </Group>
    </form>
  );
}
