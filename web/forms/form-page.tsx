import { Anchor, Button, Tabs } from '@mantine/core';
import { useParams, useSearchParams } from 'wouter';
import { getForm, listForms, updateForm, type WholeForm } from '../../src/forms/contract.ts';
import { formKindNames } from '../../src/lib/form.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { CopyButton } from '../ui/page/copy-button.tsx';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import { Designer } from './designer.tsx';
import classes from './forms.module.css';
import { messages } from './messages.ts';
import { Submissions } from './submissions.tsx';

const tabs = ['design', 'share', 'submissions'] as const;

function Code({ text }: { text: string }) {
  const say = useMessages(messages);
  return (
    <div className={classes['head']}>
      <code className={classes['code']}>{text}</code>
      <CopyButton text={text} label={say.copy} />
    </div>
  );
}

function Share({ form }: { form: WholeForm }) {
  const say = useMessages(messages);
  const mayWrite = useMay('editor');
  const address = `${window.location.origin}/f/${form.id}`;
  const change = useAction(updateForm, { refreshes: [getForm, listForms] });
  return (
    <>
      <Section title={say.address}>
        <p className={classes['note']}>{say.addressLead}</p>
        <Code text={address} />
        <p>
          <Anchor href={`/f/${form.id}`} target="_blank" rel="noopener">
            {say.openPage}
          </Anchor>
        </p>
      </Section>
      <Section title={say.embed}>
        <p className={classes['note']}>{say.embedLead}</p>
        <Code text={`<script src="${address}.js"></script>`} />
      </Section>
      {mayWrite && (
        <Button
          variant="default"
          loading={change.running}
          onClick={() => void change.run({ id: form.id, open: !form.open })}
        >
          {form.open ? say.close : say.reopen}
        </Button>
      )}
    </>
  );
}

function Content({ tab, form }: { tab: (typeof tabs)[number]; form: WholeForm }) {
  if (tab === 'share') return <Share form={form} />;
  if (tab === 'submissions') return <Submissions form={form.id} />;
  return <Designer key={form.id} form={form} />;
}

/** One form: what it looks like, how it comes to customers, what they sent. */
export function FormPage() {
  const say = useMessages(messages);
  const text = useBilingual();
  const { id } = useParams<{ id: string }>();
  const [search, setSearch] = useSearchParams();
  const tab = tabs.find((one) => one === search.get('tab')) ?? 'design';
  const answer = useEndpoint(getForm, { id });
  const { data } = answer;
  return (
    <Page
      title={data?.name ?? say.title}
      {...(data === undefined ? {} : { lead: text(formKindNames[data.kind]) })}
    >
      <AnswerView answer={answer}>
        {(form) => (
          <Tabs
            value={tab}
            onChange={(next) => setSearch(next === null || next === 'design' ? {} : { tab: next })}
            keepMounted={false}
          >
            <Tabs.List aria-label={say.tabsLabel}>
              {tabs.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {say.tabs[one]}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {tabs.map((one) => (
              <Tabs.Panel key={one} value={one} pt="md">
                <Content tab={one} form={form} />
              </Tabs.Panel>
            ))}
          </Tabs>
        )}
      </AnswerView>
    </Page>
  );
}
