import { Button, Group } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocation, useSearchParams } from 'wouter';
import { createImport, getImport, listImports, listSources } from '../../../src/sources/contract.ts';
import { useWorkspace } from '../../ui/api/session.tsx';
import { useAction, useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { Page } from '../../ui/page/page.tsx';
import { Section } from '../../ui/page/section.tsx';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import { ImportView } from '../result/import-view.tsx';
import { keepDraft, readDraft, type Draft } from './draft.ts';
import { FileList } from './file-list.tsx';
import { GroupCard } from './group-card.tsx';
import { newSource, SourceForm, type SourceChoice } from './source-form.tsx';
import { useUploads } from './uploads.ts';
import { mappingOf, useGroups, type FileGroup, type GroupChoices } from './wizard.ts';

/** The earlier import whose settings are wanted again, as the address says. */
function useEarlier() {
  const [search] = useSearchParams();
  const id = search.get('like') ?? '';
  return useEndpoint(getImport, { id }, { enabled: id !== '' }).data;
}

function useSource(earlier: ReturnType<typeof useEarlier>, draft: Draft | undefined) {
  const [search, setSearch] = useSearchParams();
  const [said, setSaid] = useState<SourceChoice>(
    draft?.source ?? { ...newSource, name: search.get('source') ?? '' },
  );
  const name = said.name === '' && earlier ? earlier.source : said.name;
  return {
    source: { ...said, name },
    setSource(value: SourceChoice) {
      setSaid(value);
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          after.set('source', value.name);
          if (value.name === '') after.delete('like');
          return after;
        },
        { replace: true },
      );
    },
  };
}

/** What the files are read as before anything is said: as those of the earlier import. */
function choicesOf(earlier: ReturnType<typeof useEarlier>): GroupChoices | undefined {
  if (!earlier?.settings) return undefined;
  const { shape, mapping, kind } = earlier.settings;
  return { shape, columns: mapping ?? {}, ...(kind === null ? {} : { kind }) };
}

/** An import takes so many files. */
const mostFiles = 100;

/** The imports that a group of files comes to. */
function inputsOf(group: FileGroup, { name, ...source }: SourceChoice) {
  const { shape, kind } = group.choices;
  const uploads = group.files.map(({ upload }) => upload);
  const starts = [...uploads.keys()].filter((at) => at % mostFiles === 0);
  return starts.map((at) => ({
    ...source,
    source: name.trim(),
    uploads: uploads.slice(at, at + mostFiles),
    kind: kind ?? group.shown.kind.kind,
    mapping: mappingOf(group),
    shape,
  }));
}

interface CheckProps {
  readonly groups: readonly FileGroup[];
  /** True while a name that was typed has not been asked for. */
  readonly typing: boolean;
  readonly source: SourceChoice;
}

interface ButtonsProps {
  readonly ready: boolean;
  readonly waiting: boolean;
  readonly checked: boolean;
  readonly run: (dryRun: boolean) => Promise<void>;
}

function Buttons({ ready, waiting, checked, run }: ButtonsProps) {
  const say = useMessages(messages).wizard;
  return (
    <Group>
      <Button
        variant={checked ? 'default' : 'filled'}
        disabled={!ready}
        loading={waiting}
        onClick={() => void run(true)}
      >
        {say.check}
      </Button>
      <Button
        variant={checked ? 'filled' : 'default'}
        disabled={!ready}
        loading={waiting}
        onClick={() => void run(false)}
      >
        {checked ? say.startAfter : say.start}
      </Button>
    </Group>
  );
}

/** Checks what an import would do, as often as one likes, and starts it. */
function Check({ groups, source, typing }: CheckProps) {
  const say = useMessages(messages).wizard;
  const [, go] = useLocation();
  const { id: workspace } = useWorkspace();
  const [search, setSearch] = useSearchParams();
  const [checked, setChecked] = useState('');
  const create = useAction(createImport, { refreshes: [listImports, listSources] });
  const [busy, setBusy] = useState(false);
  const ready = groups.length > 0 && source.name.trim() !== '';
  const now = JSON.stringify(groups.flatMap((group) => inputsOf(group, source)));
  const checks = (search.get('check') ?? '').split(',').filter((one) => one !== '');
  const run = async (dryRun: boolean) => {
    setBusy(true);
    const started: string[] = [];
    for (const input of groups.flatMap((group) => inputsOf(group, source))) {
      const made = await create.run({ ...input, dryRun });
      if (made !== undefined) started.push(made.import);
    }
    setBusy(false);
    if (started.length === 0) return;
    if (!dryRun) {
      keepDraft(workspace, null);
      go(
        started.length === 1
          ? `/imports/${started[0]}`
          : `/imports?source=${encodeURIComponent(source.name.trim())}`,
      );
      return;
    }
    setChecked(now);
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set('check', started.join(','));
        return after;
      },
      { replace: true },
    );
  };
  const waiting = busy || typing || groups.some(({ reading }) => reading);
  const stale = checked !== '' && checked !== now;
  return (
    <Section title={say.checkTitle}>
      <p className={classes['lead']}>{ready ? say.checkLead : say.notReady}</p>
      <Buttons ready={ready} waiting={waiting} checked={checks.length > 0} run={run} />
      {stale && <p role="status">{say.stale}</p>}
      {!stale && checks.map((id) => <ImportView key={id} id={id} label={say.checking} />)}
    </Section>
  );
}

/** From a file to customers: files, source, columns, check, import. */
export function ImportPage() {
  const say = useMessages(messages).wizard;
  const uploads = useUploads();
  const earlier = useEarlier();
  const { id: workspace } = useWorkspace();
  const [draft] = useState(() => readDraft(workspace, uploads.uploads));
  const { source, setSource } = useSource(earlier, draft);
  const [asked, setAsked] = useState(source.name);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(source.name.trim()), 400);
    return () => clearTimeout(timer);
  }, [source.name]);
  const { files, groups, said, choose } = useGroups(uploads.uploads, asked, {
    start: choicesOf(earlier),
    said: draft?.said,
  });
  useEffect(() => {
    if (uploads.uploads.length > 0) keepDraft(workspace, { files: uploads.uploads, source, said });
  });
  return (
    <Page title={say.title} lead={say.lead}>
      {earlier && <p role="status">{say.again(earlier.source)}</p>}
      <Section title={say.files}>
        <FileList uploads={uploads} files={files} />
      </Section>
      {files.length > 0 && (
        <Section title={say.source}>
          <SourceForm value={source} onChange={setSource} />
        </Section>
      )}
      {groups.map((group) => (
        <GroupCard key={group.key} group={group} choose={(part) => choose(group.key, part)} />
      ))}
      {files.length > 0 && <Check groups={groups} source={source} typing={asked !== source.name.trim()} />}
    </Page>
  );
}
