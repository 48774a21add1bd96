import { Anchor, Kbd } from '@mantine/core';
import { Fragment } from 'react';
import { Link } from 'wouter';
import { useMessages } from '../ui/i18n/language.ts';
import { useShortcuts } from '../ui/keys/shortcuts.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { usePagePath } from '../ui/page/page-list.ts';
import { messages } from './messages.ts';
import classes from './shell.module.css';

const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

const written: Readonly<Record<string, string>> = { mod: isMac ? '⌘' : 'Ctrl' };

/** The keys of a shortcut as they are printed on a keyboard. */
export function Keys({ keys }: { keys: string }) {
  const say = useMessages(messages);
  return (
    <span>
      {keys.split(' ').map((press, at) => (
        <Fragment key={press}>
          {at > 0 && ` ${say.keys.next} `}
          {press.split('+').map((key) => (
            <Fragment key={key}>
              <Kbd>{written[key] ?? key.toUpperCase()}</Kbd>{' '}
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  );
}

/** The shortcuts that work on this page. */
export function KeySheet({ opened, close }: { opened: boolean; close: () => void }) {
  const say = useMessages(messages);
  const shortcuts = useShortcuts();
  const help = usePagePath('help');
  return (
    <Dialog opened={opened} close={close} title={say.shortcuts} size="lg">
      <dl className={classes['keys']}>
        {shortcuts.map(({ keys, label }) => (
          <Fragment key={keys}>
            <dt>
              <Keys keys={keys} />
            </dt>
            <dd>{label}</dd>
          </Fragment>
        ))}
      </dl>
      {help !== undefined && (
        <Anchor component={Link} href={help} onClick={close}>
          {say.guides}
        </Anchor>
      )}
    </Dialog>
  );
}
