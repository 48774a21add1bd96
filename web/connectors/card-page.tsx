import { Button, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { readCardText, type CardText } from '../../src/lib/card-text.ts';
import { createProfiles } from '../../src/profiles/contract.ts';
import { listFields } from '../../src/records/contract.ts';
import { createImport } from '../../src/sources/contract.ts';
import { useClient, usePlace } from '../ui/api/session.tsx';
import { toProblem } from '../ui/api/client.ts';
import { sendFile } from '../ui/api/send-file.ts';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { showProblem } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import classes from './connectors.module.css';
import { messages } from './messages.ts';

const source = 'Business cards';
const parts = [
  'name',
  'job_title',
  'department',
  'employer_name',
  'phones',
  'emails',
  'fax',
  'website',
  'wechat_id',
  'qq',
  'address',
  'postcode',
] as const satisfies readonly (keyof CardText)[];
type Values = Readonly<Record<(typeof parts)[number], string>>;

/** What was read as it can be corrected: of several values one a line. */
function valuesOf(card: CardText): Values {
  const text = (part: (typeof parts)[number]) => [card[part]].flat().join('\n');
  const { name, job_title, department, employer_name, fax, website, wechat_id, qq, address, postcode } = card;
  const phones = text('phones');
  const emails = text('emails');
  const work = { name, job_title, department, employer_name, phones, emails };
  return { ...work, fax, website, wechat_id, qq, address, postcode };
}

interface DraftProps {
  readonly values: Values;
  readonly onChange: (values: Values) => void;
}

function Draft({ values, onChange }: DraftProps) {
  const text = useBilingual();
  const { data } = useEndpoint(listFields, { kind: 'person' });
  const labels = new Map((data?.rows ?? []).map(({ key, label }) => [key, text(label)]));
  return (
    <div className={classes['pair']}>
      {parts.map((part) => {
        const common = { label: labels.get(part) ?? part, value: values[part], maxLength: 500 };
        const set = (next: string) => onChange({ ...values, [part]: next });
        return part === 'phones' || part === 'emails' ? (
          <Textarea
            key={part}
            {...common}
            autosize
            minRows={1}
            onChange={({ currentTarget }) => set(currentTarget.value)}
          />
        ) : (
          <TextInput key={part} {...common} onChange={({ currentTarget }) => set(currentTarget.value)} />
        );
      })}
    </div>
  );
}

/** Sends the text of a vCard the way of all files. */
function useCardFile() {
  const client = useClient();
  const place = usePlace();
  const [, go] = useLocation();
  const [sending, setSending] = useState(false);
  const send = async (text: string) => {
    setSending(true);
    try {
      const file = new File([text], 'cards.vcf');
      const { upload } = await sendFile(file, place?.id ?? '', () => undefined).sent;
      const made = await client.call(createImport, { uploads: [upload], source, channel: 'card' });
      go(`/imports/${made.import}`);
    } catch (error) {
      showProblem(toProblem(error));
    } finally {
      setSending(false);
    }
  };
  return { sending, send };
}

/** A business card, pasted as text: read, corrected, and taken in as a person. */
export function CardPage() {
  const say = useMessages(messages).card;
  const [, go] = useLocation();
  const [text, setText] = useState('');
  const [read, setRead] = useState<{ readonly values: Values; readonly rest: readonly string[] } | null>(
    null,
  );
  const file = useCardFile();
  const save = useAction(createProfiles, {
    quiet: true,
    done: ({ profiles: [profile] }) => {
      if (profile !== undefined) go(`/profiles/${profile}`);
    },
  });
  const start = () => {
    if (/^\s*BEGIN\s*:\s*VCARD/i.test(text)) return void file.send(text);
    const card = readCardText(text);
    return setRead({ values: valuesOf(card), rest: card.rest });
  };
  const take = (values: Values) => {
    const filled = Object.entries(values).filter(([, value]) => value.trim() !== '');
    const record = Object.fromEntries(filled.map(([key, value]) => [key, value.split('\n')]));
    void save.run({ kind: 'person', source, records: [record] });
  };
  return (
    <Page title={say.title} lead={say.lead}>
      <Stack>
        <Textarea
          label={say.text}
          description={say.textLead}
          autosize
          minRows={5}
          maxRows={14}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <div>
          <Button disabled={text.trim() === ''} loading={file.sending} onClick={start}>
            {say.read}
          </Button>
        </div>
        {read !== null && (
          <Section title={say.found}>
            <Stack>
              {save.problem && <ProblemView error={save.problem} />}
              <Draft values={read.values} onChange={(values) => setRead({ ...read, values })} />
              {read.rest.length > 0 && (
                <p className={classes['note']}>
                  {say.rest} {read.rest.join(' · ')}
                </p>
              )}
              <div>
                <Button loading={save.running} onClick={() => take(read.values)}>
                  {say.save}
                </Button>
              </div>
            </Stack>
          </Section>
        )}
      </Stack>
    </Page>
  );
}
