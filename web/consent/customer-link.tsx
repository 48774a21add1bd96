import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Output } from '../../src/lib/endpoint.ts';
import { createCustomerLink, revokeCustomerLink } from '../../src/self-service/contract.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { CopyButton } from '../ui/page/copy-button.tsx';
import { Dialog } from '../ui/page/dialog.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './consent.module.css';
import { messages } from './messages.ts';

type Made = Output<typeof createCustomerLink>;

function Address({ title, lead, url }: { title: string; lead: string; url: string }) {
  const say = useMessages(messages);
  return (
    <>
      <h3 className={classes['title']}>{title}</h3>
      <p className={classes['dim']}>{lead}</p>
      <div className={classes['line']}>
        <code className={classes['address']}>{url}</code>
        <CopyButton text={url} label={say.copy(title)} />
      </div>
    </>
  );
}

/** A link that came into wrong hands is made worthless: the one that was just made, or one that is pasted. */
function Revoking({ url, close }: { url: string; close: () => void }) {
  const say = useMessages(messages);
  const [pasted, setPasted] = useState('');
  const revoke = useAction(revokeCustomerLink, {
    done: () => {
      showDone(say.revoked);
      close();
    },
  });
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={revoke.running}
        onClick={() => void revoke.run({ url })}
      >
        {say.revoke}
      </Button>
      <TextInput
        mt="md"
        label={say.revokeOther}
        description={say.revokeOtherLead}
        value={pasted}
        onChange={({ currentTarget }) => setPasted(currentTarget.value)}
      />
      <Button
        mt="xs"
        size="compact-sm"
        variant="default"
        disabled={pasted.trim() === ''}
        loading={revoke.running}
        onClick={() => void revoke.run({ url: pasted })}
      >
        {say.revokeIt}
      </Button>
    </>
  );
}

/** Makes the links that a customer gets: to its own page, and to withdraw with a click. */
export function CustomerLink({ profile }: { profile: string }) {
  const say = useMessages(messages);
  const [made, setMade] = useState<Made | null>(null);
  const make = useAction(createCustomerLink, { done: setMade });
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={make.running}
        onClick={() => void make.run({ id: profile })}
      >
        {say.link}
      </Button>
      <Dialog opened={made !== null} close={() => setMade(null)} title={say.link} size="lg">
        {made !== null && (
          <>
            <Address title={say.ownPage} lead={say.ownPageLead} url={made.url} />
            <p className={classes['dim']}>
              {say.until} <Time at={made.expiresAt} />
            </p>
            <Address title={say.oneClick} lead={say.oneClickLead} url={made.withdraw.url} />
            <Revoking url={made.url} close={() => setMade(null)} />
          </>
        )}
      </Dialog>
    </>
  );
}
