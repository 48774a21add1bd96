import { Button, FileButton } from '@mantine/core';
import { FileText, Upload } from 'lucide-react';
import { useState } from 'react';
import { isProblem } from '../../src/lib/problem.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import {
  createAttachment,
  largestFile,
  listAttachments,
  removeAttachment,
} from '../../src/teamwork/contract.ts';
import { toProblem } from '../ui/api/client.ts';
import { useClient, useMay, useWorkspace } from '../ui/api/session.tsx';
import { useAction, useEndpoint, useRefresh } from '../ui/api/use-endpoint.ts';
import { showDone, showProblem } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Time } from '../ui/page/time.tsx';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';
import { RemoveButton } from './remove-button.tsx';
import { ThingList } from './thing-list.tsx';

type Attachment = Output<typeof listAttachments>['rows'][number];
const refreshes = [listAttachments, listTimeline] as const;

/** Sends a file, and says which one is on its way. */
function useSending(profile: string) {
  const client = useClient();
  const refresh = useRefresh();
  const say = useMessages(messages).files;
  const [sending, setSending] = useState<string | null>(null);
  const send = async (file: File | null) => {
    if (file === null) return;
    setSending(file.name);
    try {
      await client.upload(createAttachment, { id: profile, name: file.name.slice(-255) }, file);
      await refresh(...refreshes);
      showDone(say.added(file.name));
    } catch (error) {
      const tooLarge = file.size > largestFile && isProblem(error, 'client');
      showProblem(toProblem(tooLarge ? new Error(say.tooLarge) : error));
    } finally {
      setSending(null);
    }
  };
  return { sending, send };
}

function FileItem({ file }: { file: Attachment }) {
  const say = useMessages(messages).files;
  const format = useFormat();
  const { id: workspace } = useWorkspace();
  const mayEdit = useMay('editor');
  const remove = useAction(removeAttachment, { refreshes });
  return (
    <li className={classes['task']}>
      <FileText size={16} aria-hidden />
      <div>
        <a href={`/api/files/${file.id}?workspace=${workspace}`} download>
          <bdi>{file.name}</bdi>
        </a>
        <div className={classes['head']}>
          <span>{format.bytes(file.bytes)}</span>
          <bdi>{file.author.name}</bdi>
          <Time at={file.createdAt} />
        </div>
      </div>
      {mayEdit && file.mine && (
        <RemoveButton label={say.remove} text={say.removeText} remove={() => remove.run({ id: file.id })} />
      )}
    </li>
  );
}

/** The files on a customer, and a way to add one. */
export function Files({ profile }: { profile: string }) {
  const say = useMessages(messages).files;
  const mayEdit = useMay('editor');
  const answer = useEndpoint(listAttachments, { id: profile });
  const { sending, send } = useSending(profile);
  return (
    <>
      {mayEdit && (
        <FileButton onChange={(file) => void send(file)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              size="xs"
              loading={sending !== null}
              leftSection={<Upload size={14} aria-hidden />}
            >
              {say.add}
            </Button>
          )}
        </FileButton>
      )}
      {sending !== null && <p role="status">{say.sending(sending)}</p>}
      <ThingList label={say.list} none={say.none} rows={answer.data?.rows} answer={answer}>
        {(file) => <FileItem key={file.id} file={file} />}
      </ThingList>
    </>
  );
}
