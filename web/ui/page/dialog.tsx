import { CloseButton, Drawer, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import classes from './dialog.module.css';

interface DialogProps {
  readonly opened: boolean;
  readonly close: () => void;
  readonly title: ReactNode;
  readonly size?: 'xs' | 'sm' | 'md' | 'lg' | 'xl';
  /** `side`: a drawer at the left, `sheet`: one from below, both for phones. */
  readonly place?: 'middle' | 'top' | 'side' | 'sheet';
  readonly children: ReactNode;
}

interface HeadProps extends Pick<DialogProps, 'title' | 'close'> {
  /** The title of the piece around, which takes its name from it. */
  readonly as: typeof Modal.Title | typeof Drawer.Title;
}

function Head({ as: Title, title, close }: HeadProps) {
  const say = useMessages(messages);
  return (
    <div className={classes['head']}>
      <Title className={classes['title'] ?? ''}>{title}</Title>
      <CloseButton aria-label={say.close} onClick={close} />
    </div>
  );
}

/** A dialog over the page: it keeps the focus inside, closes by Esc, and gives the focus back. */
export function Dialog({ opened, close, title, size = 'md', place = 'middle', children }: DialogProps) {
  const common = { opened, onClose: close, size, withCloseButton: false };
  if (place === 'side' || place === 'sheet') {
    const from = place === 'sheet' ? ({ position: 'bottom', size: '88%' } as const) : {};
    return (
      <Drawer {...common} {...from}>
        <Head as={Drawer.Title} title={title} close={close} />
        {children}
      </Drawer>
    );
  }
  return (
    <Modal {...common} centered={place === 'middle'} yOffset="10vh">
      <Head as={Modal.Title} title={title} close={close} />
      {children}
    </Modal>
  );
}
