import { Button, CloseButton } from '@mantine/core';
import { Download } from 'lucide-react';
import { downloadExport, getExport } from '../../src/query/contract.ts';
import { useWorkspace } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { messages as shared } from '../ui/messages.ts';
import { isOpen, JobBar, useJob } from '../ui/page/job-progress.tsx';
import classes from './explore.module.css';
import { messages } from './messages.ts';

/** An export that was started here. */
export interface StartedExport {
  readonly id: string;
  readonly job: string;
}

/** How far an export is; its file, when it is there. */
export function ExportStrip({ started: { id, job }, close }: { started: StartedExport; close: () => void }) {
  const say = useMessages(messages).exports;
  const words = useMessages(shared);
  const format = useFormat();
  const { id: workspace } = useWorkspace();
  const state = useJob(job).data;
  const done = state !== undefined && !isOpen(state);
  const { data } = useEndpoint(getExport, { id }, { enabled: done });
  const { rows, bytes } = data ?? { rows: null, bytes: null };
  const ready = rows !== null && bytes !== null;
  return (
    <div className={classes['strip']} role="status">
      {ready ? (
        <span>{say.ready(rows, format.number(rows), format.bytes(bytes))}</span>
      ) : (
        state && <JobBar job={state} label={say.running} />
      )}
      {ready && (
        <Button
          component="a"
          href={`${downloadExport.path.replace(':id', id)}?workspace=${workspace}`}
          download
          size="compact-sm"
          leftSection={<Download size={14} aria-hidden />}
        >
          {say.download}
        </Button>
      )}
      <CloseButton aria-label={words.close} onClick={close} />
    </div>
  );
}
