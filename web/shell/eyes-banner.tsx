import { Button } from '@mantine/core';
import { Eye } from 'lucide-react';
import { useEyes } from '../ui/api/session.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { messages } from './messages.ts';
import classes from './shell.module.css';

/** Says with whose eyes the reader looks while these are not their own, and leads back. */
export function EyesBanner() {
  const say = useMessages(messages).eyes;
  const { roles } = useMessages(shared);
  const { own, seen, look } = useEyes();
  if (own === seen) return null;
  return (
    <div className={classes['eyes']} role="status">
      <Eye size={16} aria-hidden />
      <span>{say.banner(roles[seen])}</span>
      <Button size="compact-sm" variant="default" onClick={() => look(own)}>
        {say.back(roles[own])}
      </Button>
    </div>
  );
}
