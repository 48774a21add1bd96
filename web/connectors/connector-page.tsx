import { Alert, Button, Stack, Tabs } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { Link, useLocation, useParams, useSearchParams } from 'wouter';
import {
  getConnector,
  listConnectorKinds,
  listConnectors,
  removeConnector,
  updateConnector,
  type KindView,
  type WholeConnector,
} from '../../src/connectors/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useConfirm } from '../ui/page/confirm.tsx';
import { CopyButton } from '../ui/page/copy-button.tsx';
import { Page } from '../ui/page/page.tsx';
import { Section } from '../ui/page/section.tsx';
import classes from './connectors.module.css';
import { Deliveries } from './deliveries.tsx';
import { Health } from './health.tsx';
import { MappingEditor } from './mapping-editor.tsx';
import { messages } from './messages.ts';
import { Runs } from './runs.tsx';
import { SettingsFields, type Values } from './settings-form.tsx';

interface PartProps {
  readonly connector: WholeConnector;
  readonly kind: KindView;
}

function Address({ address }: { address: string }) {
  const say = useMessages(messages);
  return (
    <Section title={say.address}>
      <p className={classes['note']}>{say.addressLead}</p>
      <div className={classes['head']}>
        <code className={classes['code']}>{address}</code>
        <CopyButton text={address} label={say.address} />
      </div>
    </Section>
  );
}

function Switching({ connector }: Pick<PartProps, 'connector'>) {
  const say = useMessages(messages);
  const [, go] = useLocation();
  const { ask, dialog } = useConfirm();
  const { id, name, on } = connector;
  const change = useAction(updateConnector, { refreshes: [getConnector, listConnectors] });
  const remove = useAction(removeConnector, { refreshes: [listConnectors] });
  const act = async () => {
    if (!(await remove.run({ id }))) return;
    showDone(say.removed);
    go('/connectors');
  };
  return (
    <div className={classes['line']}>
      <Button variant="default" loading={change.running} onClick={() => void change.run({ id, on: !on })}>
        {on ? say.switchOff : say.switchOn}
      </Button>
      <Button
        variant="default"
        onClick={() => ask({ title: say.removeTitle(name), text: say.removeText, verb: say.remove, act })}
      >
        {say.remove}
      </Button>
      {dialog}
    </div>
  );
}

function SettingsPart({ connector, kind }: PartProps) {
  const say = useMessages(messages);
  const mayChange = useMay('admin');
  const [values, setValues] = useState<Values>(connector.settings);
  const save = useAction(updateConnector, {
    quiet: true,
    refreshes: [getConnector, listConnectors],
    done: ({ settings }) => {
      setValues(settings);
      showDone(say.saved);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save.run({ id: connector.id, settings: values });
  };
  return (
    <Stack>
      {connector.address !== null && <Address address={connector.address} />}
      {mayChange && (
        <Section title={say.tabs.settings}>
          <form onSubmit={submit}>
            <Stack>
              {save.problem && <ProblemView error={save.problem} />}
              <SettingsFields
                settings={kind.settings}
                values={values}
                secrets={connector.secrets}
                onChange={setValues}
              />
              <div>
                <Button type="submit" loading={save.running}>
                  {say.save}
                </Button>
              </div>
            </Stack>
          </form>
        </Section>
      )}
      {mayChange && <Switching connector={connector} />}
    </Stack>
  );
}

function Refused({ refused }: { refused: NonNullable<WholeConnector['refused']> }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  return (
    <Alert color="red" variant="light" title={say.refused(format.number(refused.count))}>
      {text(refused.why)}
    </Alert>
  );
}

const tabs = ['settings', 'mapping', 'deliveries', 'runs'] as const;

function tabsOf({ does, maps }: KindView) {
  return tabs.filter(
    (one) =>
      one === 'settings' ||
      (does === 'pull' ? one === 'runs' : one !== 'runs' && (maps || one !== 'mapping')),
  );
}

function Parts({ connector, kind }: PartProps) {
  const say = useMessages(messages);
  const [search, setSearch] = useSearchParams();
  const shown = tabsOf(kind);
  const tab = shown.find((one) => one === search.get('tab')) ?? 'settings';
  const parts = {
    settings: <SettingsPart key={connector.id} connector={connector} kind={kind} />,
    mapping: <MappingEditor key={connector.id} connector={connector} />,
    deliveries: <Deliveries connector={connector} />,
    runs: <Runs connector={connector} />,
  };
  return (
    <>
      {connector.health === 'failing' && connector.refused !== null && (
        <Refused refused={connector.refused} />
      )}
      <Tabs
        value={tab}
        onChange={(next) => setSearch(next === null || next === 'settings' ? {} : { tab: next })}
        keepMounted={false}
      >
        <Tabs.List aria-label={say.tabsLabel}>
          {shown.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {say.tabs[one]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {shown.map((one) => (
          <Tabs.Panel key={one} value={one} pt="md">
            {parts[one]}
          </Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

/** One connector: how it is set up, what means what, what was sent. */
export function ConnectorPage() {
  const say = useMessages(messages);
  const text = useBilingual();
  const { id } = useParams<{ id: string }>();
  const answer = useEndpoint(getConnector, { id }, { every: () => 5_000 });
  const kinds = useEndpoint(listConnectorKinds, {});
  const { data } = answer;
  const kind = kinds.data?.rows.find((one) => one.kind === data?.kind);
  return (
    <Page
      title={data?.name ?? say.title}
      trail={<Link href="/connectors">{say.trail}</Link>}
      {...(kind === undefined ? {} : { lead: text(kind.lead) })}
      {...(data === undefined ? {} : { actions: <Health health={data.health} /> })}
    >
      <AnswerView answer={answer}>
        {(connector) => (kind === undefined ? null : <Parts connector={connector} kind={kind} />)}
      </AnswerView>
    </Page>
  );
}
