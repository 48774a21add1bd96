import { Button, Group } from '@mantine/core';
import { checkMail, getInstallation } from '../../src/http/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Status } from '../ui/page/status.tsx';
import classes from './facts.module.css';
import { messages } from './messages.ts';
import { useState } from 'react';

type Facts = Output<typeof getInstallation>;

function Mail({ mail }: { mail: Facts['mail'] }) {
  const say = useMessages(messages);
  const [found, setFound] = useState<Output<typeof checkMail> | null>(null);
  const check = useAction(checkMail, { done: setFound });
  if (mail.from === null) return <>{say.mailNone}</>;
  return (
    <Group gap="xs">
      <span>{say.mailFrom(mail.from)}</span>
      <Button size="compact-sm" variant="default" loading={check.running} onClick={() => void check.run({})}>
        {say.mailCheck}
      </Button>
      <span role="status">
        {found !== null && (
          <Status tone={found.works ? 'good' : 'bad'}>
            {found.works ? say.mailWorks : say.mailBroken(found.reason ?? '')}
          </Status>
        )}
      </span>
    </Group>
  );
}

function FactList({ facts }: { facts: Facts }) {
  const say = useMessages(messages);
  const { bytes } = useFormat();
  return (
    <dl className={classes['facts']}>
      <dt>{say.version}</dt>
      <dd>{facts.version}</dd>
      <dt>{say.node}</dt>
      <dd>{facts.node}</dd>
      {facts.engines.map(({ name, version, mode }) => [
        <dt key={name}>{name}</dt>,
        <dd key={`${name}-version`}>
          {version} · {mode}
        </dd>,
      ])}
      <dt>{say.space}</dt>
      <dd>{say.spaceOf(bytes(facts.space.free), bytes(facts.space.keepFree))}</dd>
      <dt>{say.country}</dt>
      <dd>{facts.country}</dd>
      <dt>{say.currency}</dt>
      <dd>{facts.currency}</dd>
      <dt>{say.mail}</dt>
      <dd>
        <Mail mail={facts.mail} />
      </dd>
    </dl>
  );
}

/** What the installation runs on, as `clientele doctor` says it. */
export function InstallationFacts() {
  const say = useMessages(messages);
  const answer = useEndpoint(getInstallation, {});
  return (
    <>
      <AnswerView answer={answer}>{(facts) => <FactList facts={facts} />}</AnswerView>
      <p className={classes['hint']}>{say.environment}</p>
    </>
  );
}
