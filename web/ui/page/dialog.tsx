import { CloseButton, Drawer, Modal } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import classes from './dialog.module.css';

interface DialogProps {
  readonly opened: boolean;
  readonly close: () => void;
  readonly title: ReactNode;
  readonly size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
  /** `side`: a drawer at the left, for phones. */
  readonly place?: 'middle' | 'top' | 'side';
  readonly children: ReactNode;
}

function Head({ id, title, close }: { id: string; title: ReactNode; close: () => void }) {
  const say = useMessages(messages);
  return (
    <div className={classes['head']}>
      <h2 id={id}>{title}</h2>
      <CloseButton aria-label={say.close} onClick={close} />
    </div>
  );
}

/** A dialog over the page: it keeps the focus inside, closes by Esc, and gives the focus back. */
export function Dialog({ opened, close, title, size = 'md', place = 'middle', children }: DialogProps) {
  const id = useId();
  const common = {
    opened,
    onClose: close,
    size,
    withCloseButton: false,
    attributes: { content: { 'aria-labelledby': id } },
  };
  const inside = (
    <>
      <Head id={id} title={title} close={close} />
      {children}
    </>
  );
  if (place === 'side') return <Drawer {...common}>{inside}</Drawer>;
  return (
    <Modal {...common} centered={place === 'middle'} yOffset="10vh">
      {inside}
    </Modal>
  );
}
