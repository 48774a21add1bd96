import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { listMembers } from '../../src/access/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import { createTask, listMyTasks, listTasks, removeTask, updateTask } from '../../src/teamwork/contract.ts';
import { useMay, useStart } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { createFormat } from '../ui/i18n/format.ts';
import { useLanguage, useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';
import { RemoveButton } from './remove-button.tsx';
import { ThingList } from './thing-list.tsx';

type Task = Output<typeof listTasks>['rows'][number];
const refreshes = [listTasks, listMyTasks, listTimeline] as const;

function TaskForm({ profile }: { profile: string }) {
  const say = useMessages(messages).tasks;
  const me = useStart().data?.me?.actor.id ?? null;
  const [title, setTitle] = useState('');
  const [due, setDue] = useState('');
  const [assignee, setAssignee] = useState<string | null>(me);
  const members = useEndpoint(listMembers, { limit: 200 });
  const create = useAction(createTask, {
    refreshes,
    done: () => {
      setTitle('');
      setDue('');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void create.run({ id: profile, title, due: due === '' ? null : due, assignee });
  };
  const data = (members.data?.rows ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <form className={classes['form']} onSubmit={submit}>
      <TextInput
        aria-label={say.title}
        placeholder={say.title}
        maxLength={500}
        value={title}
        onChange={({ currentTarget }) => setTitle(currentTarget.value)}
      />
      {title.trim() !== '' && (
        <div className={classes['fields']}>
          <TextInput
            type="date"
            size="xs"
            label={say.due}
            value={due}
            onChange={({ currentTarget }) => setDue(currentTarget.value)}
          />
          <Select
            size="xs"
            label={say.assignee}
            placeholder={say.nobody}
            clearable
            searchable
            data={data}
            value={assignee}
            onChange={setAssignee}
          />
          <Button type="submit" size="xs" loading={create.running}>
            {say.add}
          </Button>
        </div>
      )}
    </form>
  );
}

function Due({ task }: { task: Task }) {
  const say = useMessages(messages).tasks;
  const language = useLanguage();
  const [today] = useState(() => new Date().toISOString().slice(0, 10));
  if (task.due === null) return null;
  const day = createFormat(language, 'UTC').date(task.due);
  const late = task.doneAt === null && task.due < today;
  return <span data-late={late}>{late ? say.overdue(day) : say.dueBy(day)}</span>;
}

interface TaskItemProps {
  readonly task: Task;
  /** Whom it is about, where that is not plain. */
  readonly about?: ReactNode;
  /** Only the box that marks it as done. */
  readonly plain?: boolean;
}

/** A task: what, until when, by whom; its box marks it as done. */
export function TaskItem({ task, about, plain = false }: TaskItemProps) {
  const say = useMessages(messages).tasks;
  const mayEdit = useMay('editor');
  const update = useAction(updateTask, { refreshes });
  const remove = useAction(removeTask, { refreshes });
  const done = task.doneAt !== null;
  return (
    <li className={classes['task']} data-done={done}>
      <Checkbox
        aria-label={say.done(task.title)}
        checked={done}
        disabled={!mayEdit || update.running}
        onChange={({ currentTarget }) => void update.run({ id: task.id, done: currentTarget.checked })}
      />
      <div>
        <bdi className={classes['text']}>{task.title}</bdi>
        <div className={classes['head']}>
          <Due task={task} />
          {about}
          {task.assignee && !plain && <bdi>{task.assignee.name}</bdi>}
        </div>
      </div>
      {mayEdit && !plain && (
        <RemoveButton label={say.remove} text={say.removeText} remove={() => remove.run({ id: task.id })} />
      )}
    </li>
  );
}

/** The tasks on a customer, and a place to add one. */
export function Tasks({ profile }: { profile: string }) {
  const say = useMessages(messages).tasks;
  const mayEdit = useMay('editor');
  const answer = useEndpoint(listTasks, { id: profile });
  return (
    <>
      {mayEdit && <TaskForm profile={profile} />}
      <ThingList label={say.list} none={say.none} rows={answer.data?.rows} answer={answer}>
        {(task) => <TaskItem key={task.id} task={task} />}
      </ThingList>
    </>
  );
}
