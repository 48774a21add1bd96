import { ActionIcon, Button } from '@mantine/core';
import { Pencil, Phone } from 'lucide-react';
import { useState } from 'react';
import { listTimeline } from '../../src/profiles/contract.ts';
import { listTasks } from '../../src/teamwork/contract.ts';
import {
  createTalk,
  listTalks,
  removeTalk,
  updateTalk,
  type Talk,
} from '../../src/teamwork/talks/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { Time } from '../ui/page/time.tsx';
import { LinkedText } from './linked-text.tsx';
import { messages } from './messages.ts';
import { RemoveButton } from './remove-button.tsx';
import { TalkFacts } from './talk-body.tsx';
import { TalkForm, type TalkDraft } from './talk-form.tsx';
import classes from './teamwork.module.css';
import { ThingList } from './thing-list.tsx';

const refreshes = [listTalks, listTimeline, listTasks] as const;

const empty = {
  way: 'call',
  direction: 'out',
  outcome: 'reached',
  minutes: null,
  with: '',
  text: '',
  next: '',
  nextDue: null,
} as const;

function draftOf({ way, direction, outcome, at, minutes, with: whom, text, next, nextDue }: Talk): TalkDraft {
  return { way, direction, outcome, at, minutes, with: whom, text, next, nextDue };
}

function TalkItem({ talk }: { talk: Talk }) {
  const say = useMessages(messages).talks;
  const mayEdit = useMay('editor');
  const [editing, setEditing] = useState(false);
  const update = useAction(updateTalk, { refreshes });
  const remove = useAction(removeTalk, { refreshes });
  if (editing)
    return (
      <li>
        <TalkForm
          first={draftOf(talk)}
          there
          save={(draft) => update.run({ ...draft, id: talk.id })}
          close={() => setEditing(false)}
        />
      </li>
    );
  return (
    <li data-talk={talk.way}>
      <div className={classes['head']}>
        <span className={classes['what']}>{say.ways[talk.way]}</span>
        <bdi>{talk.author.name}</bdi>
        <Time at={talk.at} />
        {talk.updatedAt !== talk.createdAt && <span>{say.edited}</span>}
        <span className={classes['actions']}>
          {mayEdit && talk.mine && (
            <>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={say.edit}
                onClick={() => setEditing(true)}
              >
                <Pencil size={14} aria-hidden />
              </ActionIcon>
              <RemoveButton
                label={say.remove}
                text={say.removeText}
                remove={() => remove.run({ id: talk.id })}
              />
            </>
          )}
        </span>
      </div>
      <TalkFacts talk={talk} />
      <bdi className={classes['text']}>
        <LinkedText text={talk.text} />
      </bdi>
    </li>
  );
}

/** The calls and visits of a customer, and a place to write one down. */
export function Talks({ profile }: { profile: string }) {
  const say = useMessages(messages).talks;
  const mayEdit = useMay('editor');
  const answer = useEndpoint(listTalks, { id: profile });
  const [logging, setLogging] = useState<TalkDraft | null>(null);
  const create = useAction(createTalk, { refreshes });
  return (
    <>
      {mayEdit && logging === null && (
        <Button
          size="xs"
          leftSection={<Phone size={14} aria-hidden />}
          onClick={() => setLogging({ ...empty, at: new Date().toISOString() })}
        >
          {say.log}
        </Button>
      )}
      {logging !== null && (
        <TalkForm
          first={logging}
          there={false}
          save={(draft) => create.run({ ...draft, id: profile })}
          close={() => setLogging(null)}
        />
      )}
      <ThingList label={say.list} none={say.none} rows={answer.data?.rows} answer={answer}>
        {(talk) => <TalkItem key={talk.id} talk={talk} />}
      </ThingList>
    </>
  );
}
