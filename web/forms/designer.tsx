import { Button, Checkbox, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import { getForm, listForms, updateForm, type WholeForm } from '../../src/forms/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import { Status } from '../ui/page/status.tsx';
import { ConsentList } from './consent-list.tsx';
import classes from './forms.module.css';
import { messages } from './messages.ts';
import { Preview } from './preview.tsx';
import { QuestionList } from './question-list.tsx';
import { TextPair } from './text-pair.tsx';

type Design = WholeForm['design'];

interface PartProps {
  readonly design: Design;
  readonly set: (change: Partial<Design>) => void;
}

const texts = [
  ['title', 200, false],
  ['intro', 5000, true],
  ['button', 60, false],
  ['thanks', 2000, true],
] as const;

function Texts({ design, set, mail }: PartProps & { mail: boolean }) {
  const say = useMessages(messages);
  return (
    <Section title={say.texts}>
      <div className={classes['stack']}>
        {texts.map(([key, maxLength, long]) => (
          <TextPair
            key={key}
            label={say.fields[key]}
            {...{ maxLength, long }}
            value={design[key]}
            onChange={(value) => set({ [key]: value })}
          />
        ))}
        <TextInput
          label={say.about}
          description={say.aboutLead}
          maxLength={200}
          value={design.about}
          onChange={({ currentTarget }) => set({ about: currentTarget.value })}
        />
        <TextInput
          label={say.link}
          type="url"
          maxLength={1000}
          value={design.link}
          onChange={({ currentTarget }) => set({ link: currentTarget.value.trim() })}
        />
        <Checkbox
          label={say.doubleOptIn}
          description={mail ? say.doubleOptInLead : say.noMail}
          disabled={!mail && !design.doubleOptIn}
          checked={design.doubleOptIn}
          onChange={({ currentTarget }) => set({ doubleOptIn: currentTarget.checked })}
        />
        <Reply design={design} set={set} mail={mail} />
        <Sites design={design} set={set} />
      </div>
    </Section>
  );
}

function Reply({ design, set, mail }: PartProps & { mail: boolean }) {
  const say = useMessages(messages);
  const { reply } = design;
  if (!mail && reply.text.en === '' && reply.text.zh === '') return null;
  return (
    <fieldset className={classes['card']}>
      <legend>{say.reply}</legend>
      <p className={classes['note']}>{say.replyLead}</p>
      <TextPair
        label={say.replySubject}
        maxLength={200}
        value={reply.subject}
        onChange={(subject) => set({ reply: { ...reply, subject } })}
      />
      <TextPair
        label={say.replyText}
        long
        maxLength={5000}
        value={reply.text}
        onChange={(text) => set({ reply: { ...reply, text } })}
      />
    </fieldset>
  );
}

function Sites({ design, set }: PartProps) {
  const say = useMessages(messages);
  const [lines, setLines] = useState(design.sites.join('\n'));
  const change = (next: string) => {
    setLines(next);
    set({ sites: next.split(/\s+/).filter((line) => line !== '') });
  };
  return (
    <Textarea
      label={say.sites}
      description={say.sitesLead}
      autosize
      minRows={1}
      value={lines}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}

/** Edits what a form shows and asks, beside a picture of it. */
export function Designer({ form }: { form: WholeForm }) {
  const say = useMessages(messages);
  const mayWrite = useMay('editor');
  const [design, setDesign] = useState(form.design);
  const save = useAction(updateForm, { refreshes: [getForm, listForms], done: () => showDone(say.saved) });
  const set = (change: Partial<Design>) => setDesign((before) => ({ ...before, ...change }));
  const isChanged = JSON.stringify(design) !== JSON.stringify(form.design);
  if (!mayWrite) return <Preview design={form.design} />;
  return (
    <div className={classes['columns']}>
      <div>
        <Texts design={design} set={set} mail={form.mail} />
        <QuestionList list={design.questions} onChange={(questions) => set({ questions })} />
        <ConsentList list={design.consents} onChange={(consents) => set({ consents })} />
      </div>
      <div className={classes['aside']}>
        <div className={classes['line']}>
          <Button
            disabled={!isChanged}
            loading={save.running}
            onClick={() => void save.run({ id: form.id, design })}
          >
            {say.save}
          </Button>
          {isChanged && <Status tone="warn">{say.unsaved}</Status>}
        </div>
        <Preview design={design} />
      </div>
    </div>
  );
}
