import { Button } from '@mantine/core';
import { Download, RotateCcw, Undo2 } from 'lucide-react';
import { Link, useParams } from 'wouter';
import { Problem } from '../../../src/lib/problem.ts';
import { getImport, getRejected, listImports, undoImport } from '../../../src/sources/contract.ts';
import { previewUndo } from '../../../src/sources/rejected/contract.ts';
import { useClient, useMay, useWorkspace } from '../../ui/api/session.tsx';
import { useAction, useRefresh } from '../../ui/api/use-endpoint.ts';
import { LoadingRows } from '../../ui/feedback/loading.tsx';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { useConfirm } from '../../ui/page/confirm.tsx';
import { JobProgress, useJob } from '../../ui/page/job-progress.tsx';
import { Page } from '../../ui/page/page.tsx';
import { Section } from '../../ui/page/section.tsx';
import { messages } from './messages.ts';
import { ImportProgress, isOpen, kindOf, useImport, type ImportShown } from './import-view.tsx';
import { RejectedRows } from './rejected-rows.tsx';
import { ResultView } from './result-view.tsx';

function useUndo(id: string) {
  const say = useMessages(messages).result;
  const format = useFormat();
  const client = useClient();
  const { ask, dialog } = useConfirm();
  const undo = useAction(undoImport, { refreshes: [getImport] });
  const begin = async () => {
    const { records, gone, changed } = await client.call(previewUndo, { id });
    ask({
      title: say.undoTitle,
      text: say.undoText(format.number(records), format.number(gone), format.number(changed)),
      verb: say.undoVerb,
      act: () => undo.run({ id }),
    });
  };
  return { begin, dialog };
}

/** The undoing of an import as it goes on, whoever began it. */
function Undoing({ shown }: { shown: ImportShown }) {
  const say = useMessages(messages).result;
  const refresh = useRefresh();
  const { data: job } = useJob(shown.state === 'done' ? shown.job : null);
  if (job === undefined || job.kind !== 'import-undo') return null;
  return <JobProgress id={job.id} label={say.undoing} done={() => void refresh(getImport, listImports)} />;
}

function Actions({ shown, undo }: { shown: ImportShown; undo: () => void }) {
  const say = useMessages(messages).result;
  const { id } = useWorkspace();
  const may = useMay('editor');
  if (!may || isOpen(shown)) return null;
  const rejected = (shown.result?.rejected ?? 0) > 0;
  return (
    <>
      {rejected && (
        <Button
          component="a"
          variant="default"
          download
          href={`${getRejected.path.replace(':id', shown.import)}?workspace=${id}`}
          leftSection={<Download size={16} aria-hidden />}
        >
          {say.download}
        </Button>
      )}
      {shown.mends === null && (
        <Button
          component={Link}
          variant="default"
          href={`/import?like=${shown.import}`}
          leftSection={<RotateCcw size={16} aria-hidden />}
        >
          {say.again}
        </Button>
      )}
      {!shown.dryRun && shown.state === 'done' && (
        <Button variant="default" onClick={undo} leftSection={<Undo2 size={16} aria-hidden />}>
          {say.undo}
        </Button>
      )}
    </>
  );
}

function About({ shown }: { shown: ImportShown }) {
  const say = useMessages(messages).result;
  return (
    <>
      {shown.dryRun && <p>{say.dryRun}</p>}
      {shown.state === 'undone' && <p>{say.undone}</p>}
      {shown.mends !== null && (
        <p>
          {say.mends} <Link href={`/imports/${shown.mends}`}>{say.mendsLink}</Link>
        </p>
      )}
      {shown.state === 'failed' && (
        <>
          <p>{say.failed}</p>
          {shown.error && <ProblemView error={new Problem(shown.error.code, shown.error)} />}
        </>
      )}
    </>
  );
}

function nameFiles({ files }: ImportShown): string {
  const names = files.map(({ name }) => name);
  return names.length > 2 ? `${names.slice(0, 2).join(', ')} …` : names.join(', ');
}

function Outcome({ shown }: { shown: ImportShown }) {
  const say = useMessages(messages).result;
  const mayRead = useMay('editor');
  const { result } = shown;
  if (result === null) return null;
  return (
    <>
      <Section title={say.what}>
        <ResultView result={result} kind={kindOf(shown)} />
      </Section>
      {mayRead && result.rejected > 0 && <RejectedRows key={shown.mended} shown={shown} />}
    </>
  );
}

/** One import: its progress, then what it did, what it rejected, and the way back. */
export function ImportResultPage() {
  const say = useMessages(messages).result;
  const { id } = useParams<{ id: string }>();
  const { data, error, refetch } = useImport(id);
  const undo = useUndo(id);
  const trail = <Link href="/imports">{say.trail}</Link>;
  if (data === undefined)
    return (
      <Page title={say.trail} trail={trail}>
        {error ? <ProblemView error={error} retry={refetch} /> : <LoadingRows />}
      </Page>
    );
  const title = say.title(nameFiles(data));
  return (
    <Page
      title={title}
      trail={trail}
      lead={<Link href={`/imports?source=${encodeURIComponent(data.source)}`}>{say.from(data.source)}</Link>}
      actions={<Actions shown={data} undo={() => void undo.begin()} />}
    >
      {isOpen(data) && <ImportProgress shown={data} label={say.progress} />}
      <Undoing shown={data} />
      <About shown={data} />
      <Outcome shown={data} />
      {undo.dialog}
    </Page>
  );
}
