import { listMyTasks } from '../../src/teamwork/contract.ts';
import { TaskItem } from '../teamwork/tasks.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { usePagePath } from '../ui/page/page-list.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './home.module.css';
import { MaybeLink } from './maybe-link.tsx';
import { messages } from './messages.ts';

/** So many tasks stand on the start page; the server gives the most urgent first. */
const most = 10;

/** What the reader has to do, the most urgent first; nothing where there is nothing. */
export function MyTasks() {
  const say = useMessages(messages);
  const profile = usePagePath('profile');
  const { data } = useEndpoint(listMyTasks, { limit: most + 1 });
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Section title={say.myTasks}>
      <ul className={classes['tasks']} aria-label={say.myTasks}>
        {rows.slice(0, most).map((task) => (
          <TaskItem
            key={task.id}
            task={task}
            plain
            about={
              task.profile && (
                <MaybeLink href={profile && `${profile.replace(':id', task.profile.id)}?tab=tasks`}>
                  <bdi>{task.profile.name === '' ? task.profile.id : task.profile.name}</bdi>
                </MaybeLink>
              )
            }
          />
        ))}
      </ul>
      {rows.length > most && <p className={classes['asOf']}>{say.moreTasks}</p>}
    </Section>
  );
}
