import { Button, CloseButton, Progress } from '@mantine/core';
import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { LoadingRows } from '../../ui/feedback/loading.tsx';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import { nameOfUpload, type PendingFile } from './upload-queue.ts';
import type { useUploads } from './uploads.ts';
import type { useGroups } from './wizard.ts';

function Pending({ file, cancel }: { file: PendingFile; cancel: () => void }) {
  const say = useMessages(messages).wizard;
  const format = useFormat();
  return (
    <li className={classes['file']}>
      <div className={classes['fileHead']}>
        <bdi>{file.name}</bdi>
        <small>
          {file.problem === null ? `${say.sending} · ${format.percent(file.share)}` : say.failed} ·{' '}
          {format.bytes(file.bytes)}
        </small>
        <CloseButton aria-label={`${say.stop}: ${file.name}`} onClick={cancel} />
      </div>
      {file.problem === null ? (
        <Progress.Root>
          <Progress.Section value={file.share * 100} aria-label={`${say.sending}: ${file.name}`} />
        </Progress.Root>
      ) : (
        <ProblemView error={file.problem} />
      )}
    </li>
  );
}

type Looked = ReturnType<typeof useGroups>['files'][number];

/** `vCard · utf-8 · about 12 rows`. */
function useAbout(data: Looked['data']): string {
  const { wizard: say, ...all } = useMessages(messages);
  const format = useFormat();
  if (data === undefined) return say.looking;
  const formats: Readonly<Record<string, string>> = all.formats;
  const rows = data.rowsEstimate === null ? null : say.about(format.number(data.rowsEstimate));
  return [formats[data.format] ?? data.format, data.encoding, rows]
    .filter((part) => part !== null)
    .join(' · ');
}

function Sent({ file, remove }: { file: Looked; remove: () => void }) {
  const say = useMessages(messages).wizard;
  const { data, error } = file;
  const name = data?.name ?? nameOfUpload(file.upload) ?? file.upload;
  const about = useAbout(data);
  return (
    <li className={classes['file']}>
      <div className={classes['fileHead']}>
        <bdi>{name}</bdi>
        <small>{error === null ? about : ''}</small>
        <CloseButton aria-label={`${say.takeOut}: ${name}`} onClick={remove} />
      </div>
      {error !== null && <ProblemView error={error} />}
      {data === undefined && error === null && <LoadingRows count={1} />}
    </li>
  );
}

interface FileListProps {
  readonly uploads: ReturnType<typeof useUploads>;
  readonly files: readonly Looked[];
}

/** Where files are dropped or chosen, and those that are there. */
export function FileList({ uploads, files }: FileListProps) {
  const say = useMessages(messages).wizard;
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <div className={classes['drop']}>
        <FileUp size={24} aria-hidden />
        <p>{say.drop}</p>
        <Button variant={files.length === 0 ? 'filled' : 'default'} onClick={() => input.current?.click()}>
          {say.choose}
        </Button>
        <small>{say.formats}</small>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          aria-label={say.choose}
          onChange={({ currentTarget }) => {
            uploads.add([...(currentTarget.files ?? [])]);
            currentTarget.value = '';
          }}
        />
      </div>
      <ul className={classes['files']} aria-label={say.files}>
        {files.map((file) => (
          <Sent key={file.upload} file={file} remove={() => uploads.remove(file.upload)} />
        ))}
        {uploads.pending.map((file) => (
          <Pending key={file.id} file={file} cancel={() => uploads.cancel(file.id)} />
        ))}
      </ul>
    </div>
  );
}
