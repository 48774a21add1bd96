import { ActionIcon, Button, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Building2, Trash2, User } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Link } from 'wouter';
import { kinds } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { relationshipTypes } from '../../src/lib/relationship.ts';
import { queryProfiles } from '../../src/query/contract.ts';
import { createRelationship, listRelationships, removeRelationship } from '../../src/teamwork/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { writePhone } from '../ui/value/write-value.ts';
import { messages } from './messages.ts';
import { RelationshipGraph } from './relationship-graph.tsx';
import classes from './teamwork.module.css';

type Relationship = Output<typeof listRelationships>['rows'][number];

/** Customers that a text finds, of both kinds, as choices. */
function useFound(text: string, without: string) {
  const [asked] = useDebouncedValue(text.trim(), 150);
  const ask = { rule: { text: asked }, limit: 8, total: false, fields: ['name'] };
  const options = { enabled: asked !== '', keep: true };
  const answers = {
    organization: useEndpoint(queryProfiles, { ...ask, kind: 'organization' }, options),
    person: useEndpoint(queryProfiles, { ...ask, kind: 'person' }, options),
  };
  const rows = asked === '' ? [] : kinds.flatMap((kind) => answers[kind].data?.rows ?? []);
  return rows
    .filter(({ id }) => id !== without)
    .map((row) => {
      const { name } = row;
      return { value: row.id, label: `${typeof name === 'string' ? name : ''} · ${row.id}` };
    });
}

function RelationshipForm({ profile }: { profile: string }) {
  const say = useMessages(messages).relationships;
  const [text, setText] = useState('');
  const [other, setOther] = useState<string | null>(null);
  const [type, setType] = useState<string | null>('partner_of');
  const found = useFound(text, profile);
  const create = useAction(createRelationship, {
    refreshes: [listRelationships],
    done: () => {
      setOther(null);
      setText('');
    },
  });
  const chosen = relationshipTypes.find((one) => one === type);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (chosen !== undefined && other !== null) void create.run({ id: profile, type: chosen, other });
  };
  return (
    <form className={classes['form']} onSubmit={submit} aria-label={say.add}>
      <div className={classes['fields']}>
        <Select
          size="xs"
          label={say.type}
          data={relationshipTypes.map((one) => ({ value: one, label: say.out[one] }))}
          value={type}
          allowDeselect={false}
          onChange={setType}
        />
        <Select
          size="xs"
          label={say.other}
          placeholder={say.search}
          searchable
          filter={({ options }) => options}
          nothingFoundMessage={text.trim() === '' ? undefined : say.nothing}
          data={found}
          value={other}
          onChange={setOther}
          searchValue={text}
          onSearchChange={setText}
        />
        <Button type="submit" size="xs" disabled={other === null} loading={create.running}>
          {say.save}
        </Button>
      </div>
    </form>
  );
}

function RelationshipItem({ one }: { one: Relationship }) {
  const say = useMessages(messages).relationships;
  const mayEdit = useMay('editor');
  const remove = useAction(removeRelationship, {
    refreshes: [listRelationships],
    done: () => showDone(say.removed),
  });
  const { profile, because, id } = one;
  const Icon = profile.kind === 'person' ? User : Building2;
  return (
    <li className={classes['task']}>
      <Icon size={16} aria-hidden />
      <div>
        {say[one.direction][one.type]}{' '}
        <Link href={`/profiles/${profile.id}`}>
          <bdi>{profile.name === '' ? profile.id : profile.name}</bdi>
        </Link>
        <div className={classes['head']}>
          {id === null ? <span>{say.found}</span> : one.author && <bdi>{one.author.name}</bdi>}
          {because !== '' && (
            <bdi>{say.because(one.type === 'shares_phone' ? writePhone(because) : because)}</bdi>
          )}
        </div>
      </div>
      {mayEdit && id !== null && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={say.remove}
          onClick={() => void remove.run({ id })}
        >
          <Trash2 size={14} aria-hidden />
        </ActionIcon>
      )}
    </li>
  );
}

/** With whom a customer is related: as a small map, and as a list that says the same. */
export function Relationships({ profile, name }: { profile: string; name: string }) {
  const say = useMessages(messages).relationships;
  const mayEdit = useMay('editor');
  const answer = useEndpoint(listRelationships, { id: profile });
  return (
    <>
      {mayEdit && <RelationshipForm profile={profile} />}
      <AnswerView answer={answer}>
        {({ rows, more }) =>
          rows.length === 0 ? (
            <p className={classes['none']}>{say.none}</p>
          ) : (
            <>
              <RelationshipGraph name={name} rows={rows} />
              <ul className={classes['list']} aria-label={say.list}>
                {rows.map((one) => (
                  <RelationshipItem key={`${one.id} ${one.type} ${one.profile.id}`} one={one} />
                ))}
              </ul>
              {more.length > 0 && <p className={classes['none']}>{say.more}</p>}
            </>
          )
        }
      </AnswerView>
    </>
  );
}
