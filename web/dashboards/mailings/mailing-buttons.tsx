import { Button } from '@mantine/core';
import { FileText, Mail } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { downloadDashboard } from '../../../src/dashboards/mailings/contract.ts';
import { useWorkspace } from '../../ui/api/session.tsx';
import { useLanguage, useMessages } from '../../ui/i18n/language.ts';
import { messages } from './messages.ts';

const MailingDialog = lazy(async () => ({
  default: (await import('./mailing-dialog.tsx')).MailingDialog,
}));

/** Leads to who gets a dashboard, or with null the findings, by mail. */
export function MailButton({ dashboard }: { dashboard: string | null }) {
  const say = useMessages(messages);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<Mail size={16} aria-hidden />} onClick={() => setOpen(true)}>
        {say.open}
      </Button>
      {isOpen && (
        <Suspense fallback={null}>
          <MailingDialog dashboard={dashboard} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Gives a dashboard as a PDF file, and leads to who gets it by mail. */
export function PaperButtons({ dashboard }: { dashboard: string }) {
  const say = useMessages(messages);
  const language = useLanguage();
  const { id } = useWorkspace();
  return (
    <>
      <Button
        component="a"
        download
        variant="default"
        leftSection={<FileText size={16} aria-hidden />}
        href={`${downloadDashboard.path.replace(':id', dashboard)}?workspace=${id}&language=${language}`}
      >
        {say.pdf}
      </Button>
      <MailButton dashboard={dashboard} />
    </>
  );
}
