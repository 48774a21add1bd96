import { Button, FileButton, Group, TextInput } from '@mantine/core';
import { FileUp, Handshake } from 'lucide-react';
import { useState } from 'react';
import { Link, useParams } from 'wouter';
import { channelNames, formNames, purposeNames } from '../../../src/lib/consent.ts';
import {
  createPartnerList,
  listAgreements,
  listPartnerLists,
  updateAgreement,
  type Agreement,
} from '../../../src/sources/agreements/contract.ts';
import { createUpload, listSources } from '../../../src/sources/contract.ts';
import { toProblem } from '../../ui/api/client.ts';
import { useClient, useMay } from '../../ui/api/session.tsx';
import { useAction, useEndpoint, useRefresh } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { showDone, showProblem } from '../../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { messages as shared } from '../../ui/messages.ts';
import { useConfirm } from '../../ui/page/confirm.tsx';
import { Page } from '../../ui/page/page.tsx';
import { Section } from '../../ui/page/section.tsx';
import { messages as sourceMessages } from '../messages.ts';
import { messages } from './messages.ts';
import { useFieldNames } from '../result/result-view.tsx';
import classes from '../sources.module.css';
import { Lists } from './lists.tsx';

/** Hands a file in as a list. */
function useHandIn(agreement: string) {
  const client = useClient();
  const refresh = useRefresh();
  const say = useMessages(messages).agreements;
  const [sending, setSending] = useState(false);
  const handIn = async (file: File | null) => {
    if (file === null) return;
    setSending(true);
    try {
      const { upload } = await client.upload(createUpload, { name: file.name.slice(-255) }, file);
      await client.call(createPartnerList, { id: agreement, upload });
      await refresh(listPartnerLists, listAgreements);
      showDone(say.handedIn(file.name));
    } catch (error) {
      showProblem(toProblem(error));
    } finally {
      setSending(false);
    }
  };
  return { sending, handIn };
}

/** Changes the day on which an agreement ends; an earlier one that is past takes its data out. */
function Until({ agreement, close }: { agreement: Agreement; close: () => void }) {
  const say = useMessages(messages).agreements;
  const { cancel } = useMessages(shared);
  const { ask, dialog } = useConfirm();
  const [until, setUntil] = useState(agreement.until);
  const update = useAction(updateAgreement, {
    refreshes: [listAgreements, listPartnerLists, listSources],
    done: close,
  });
  const save = () =>
    ask({
      title: say.untilTitle(until),
      text: say.untilText,
      verb: say.setUntil,
      act: () => update.run({ id: agreement.id, until }),
    });
  return (
    <>
      <TextInput
        type="date"
        label={say.until}
        value={until}
        onChange={({ currentTarget }) => setUntil(currentTarget.value)}
      />
      <Group mt="sm">
        <Button disabled={until === ''} loading={update.running} onClick={save}>
          {say.setUntil}
        </Button>
        <Button variant="default" onClick={close}>
          {cancel}
        </Button>
      </Group>
      {dialog}
    </>
  );
}

/** How each person consented, in words. */
function ConsentFacts({ consent }: Pick<Agreement, 'consent'>) {
  const say = useMessages(messages).agreements;
  const text = useBilingual();
  if (consent === null)
    return (
      <>
        <dt>{say.consent}</dt>
        <dd>{say.noConsent}</dd>
      </>
    );
  const { channels, purpose, form, wording, evidence, evidenceColumn } = consent;
  const ways = channels.map((one) => text(channelNames[one])).join(', ');
  return (
    <>
      <dt>{say.consent}</dt>
      <dd>
        {text(formNames[form])} · {text(purposeNames[purpose])} · {ways}
      </dd>
      <dt>{say.wording}</dt>
      <dd>
        <bdi>{wording}</bdi>
      </dd>
      <dt>{say.evidence}</dt>
      <dd>
        <bdi>{evidence}</bdi>
        {evidenceColumn !== '' && <> · {say.inColumn(evidenceColumn)}</>}
      </dd>
    </>
  );
}

function Terms({ agreement }: { agreement: Agreement }) {
  const say = useMessages(messages).agreements;
  const { bases } = useMessages(sourceMessages);
  const mayChange = useMay('admin');
  const nameOf = useFieldNames();
  const [changing, setChanging] = useState(false);
  const change = (
    <Button size="compact-sm" variant="default" onClick={() => setChanging(true)}>
      {say.changeUntil}
    </Button>
  );
  const { fields, kind, source, purpose, basis, until, ended } = agreement;
  return (
    <Section title={say.terms} aside={mayChange && !changing && change}>
      {changing && <Until agreement={agreement} close={() => setChanging(false)} />}
      <dl className={classes['facts']}>
        <dt>{say.source}</dt>
        <dd>
          <Link href={`/sources/${source.id}`}>
            <bdi>{source.name}</bdi>
          </Link>
        </dd>
        <dt>{say.purpose}</dt>
        <dd>
          <bdi>{purpose}</bdi>
        </dd>
        <dt>{say.basis}</dt>
        <dd>{bases[basis]}</dd>
        <dt>{say.fields}</dt>
        <dd>{fields.map((key) => nameOf(key, kind)).join(', ')}</dd>
        <dt>{say.until}</dt>
        <dd>{ended ? say.ended(until) : until}</dd>
        <ConsentFacts consent={agreement.consent} />
      </dl>
    </Section>
  );
}

function AgreementView({ agreement }: { agreement: Agreement }) {
  const say = useMessages(messages).agreements;
  const mayHandIn = useMay('editor');
  const { sending, handIn } = useHandIn(agreement.id);
  const add = mayHandIn && !agreement.ended && (
    <FileButton onChange={(file) => void handIn(file)}>
      {(props) => (
        <Button {...props} loading={sending} leftSection={<FileUp size={16} aria-hidden />}>
          {say.handIn}
        </Button>
      )}
    </FileButton>
  );
  return (
    <Page title={agreement.partner} trail={<Link href="/agreements">{say.title}</Link>} actions={add}>
      <Terms agreement={agreement} />
      <Lists agreement={agreement} />
    </Page>
  );
}

/** One agreement: its terms, and the lists that came under it. */
export function AgreementPage() {
  const say = useMessages(messages).agreements;
  const { id } = useParams<{ id: string }>();
  const answer = useEndpoint(listAgreements, {});
  return (
    <AnswerView answer={answer}>
      {({ rows }) => {
        const agreement = rows.find((one) => one.id === id);
        if (agreement !== undefined) return <AgreementView key={id} agreement={agreement} />;
        return (
          <Page title={say.notThere} trail={<Link href="/agreements">{say.title}</Link>}>
            <EmptyState icon={Handshake} title={say.notThere}>
              {say.notThereLead}
            </EmptyState>
          </Page>
        );
      }}
    </AnswerView>
  );
}
