import { Anchor, Button, Group } from '@mantine/core';
import { useState } from 'react';
import { listConsents, type Consent } from '../../src/consent/contract.ts';
import { channelNames, formNames, purposeNames } from '../../src/lib/consent.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useMay, usePlace } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useLanguage, useMessages } from '../ui/i18n/language.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { Status } from '../ui/page/status.tsx';
import { Time } from '../ui/page/time.tsx';
import { ConsentForm } from './consent-form.tsx';
import classes from './consent.module.css';
import { CustomerLink } from './customer-link.tsx';
import { messages } from './messages.ts';

type Standing = Output<typeof listConsents>['standing'][number];

function StandingLine({ standing }: { standing: Standing }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { channel, purpose, allowed, since } = standing;
  return (
    <li className={classes['line']}>
      <Status tone={allowed ? 'good' : 'bad'}>{allowed ? say.allowed : say.refused}</Status>
      <span>
        {text(channelNames[channel])} · {text(purposeNames[purpose])}
      </span>
      <span className={classes['dim']}>
        {say.since} <Time at={since} />
      </span>
    </li>
  );
}

function Entry({ consent, profile }: { consent: Consent; profile: string }) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { channel, purpose, said, form, at, wording, evidence, place, by } = consent;
  const workspace = usePlace()?.id ?? '';
  const mayEdit = useMay('editor');
  const language = useLanguage();
  const facts = [
    [say.wording, wording],
    [say.evidence, evidence ?? say.hidden],
    [say.place, place ?? ''],
  ].filter(([, value]) => value !== '');
  return (
    <li>
      <div className={classes['line']}>
        <strong>{said === 'given' ? say.given : say.withdrawn}</strong>
        <span>
          {text(channelNames[channel])} · {text(purposeNames[purpose])}
          {said === 'given' && ` · ${text(formNames[form])}`}
        </span>
        <Time at={at} />
      </div>
      <dl className={classes['facts']}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div className={classes['line']}>
        <span className={classes['dim']}>{say.by(by.name)}</span>
        {mayEdit && (
          <Anchor
            size="sm"
            href={`/api/profiles/${profile}/consents/${consent.id}/proof?workspace=${workspace}&language=${language}`}
            download
          >
            {say.proof}
          </Anchor>
        )}
      </div>
    </li>
  );
}

/** What a customer allows now, and all that it said about it, with its evidence. */
export function Consents({ profile }: { profile: string }) {
  const say = useMessages(messages);
  const mayEdit = useMay('editor');
  const [writing, setWriting] = useState<'given' | 'withdrawn' | null>(null);
  const answer = useEndpoint(listConsents, { id: profile });
  const close = () => setWriting(null);
  return (
    <>
      {mayEdit && (
        <Group gap="xs">
          <Button size="compact-sm" onClick={() => setWriting('given')}>
            {say.add}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setWriting('withdrawn')}>
            {say.withdraw}
          </Button>
          {profile.startsWith('per_') && <CustomerLink profile={profile} />}
        </Group>
      )}
      <AnswerView answer={answer}>
        {({ standing, rows }) =>
          rows.length === 0 ? (
            <p className={classes['dim']}>{say.none}</p>
          ) : (
            <>
              <h3 className={classes['title']}>{say.standing}</h3>
              <ul className={classes['list']} aria-label={say.standing}>
                {standing.map((one) => (
                  <StandingLine key={one.id} standing={one} />
                ))}
              </ul>
              <h3 className={classes['title']}>{say.list}</h3>
              <ul className={classes['list']} aria-label={say.list}>
                {rows.map((one) => (
                  <Entry key={one.id} consent={one} profile={profile} />
                ))}
              </ul>
            </>
          )
        }
      </AnswerView>
      <Dialog
        opened={writing !== null}
        close={close}
        title={writing === 'withdrawn' ? say.withdraw : say.add}
      >
        {writing !== null && <ConsentForm profile={profile} said={writing} close={close} />}
      </Dialog>
    </>
  );
}
