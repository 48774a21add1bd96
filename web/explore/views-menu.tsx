import { ActionIcon, Button, Menu, Popover, TextInput } from '@mantine/core';
import { Bookmark, ChevronDown, Ellipsis, Users } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { listViews, removeView, updateView } from '../../src/query/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useConfirm } from '../ui/page/confirm.tsx';
import { Time } from '../ui/page/time.tsx';
import classes from './explore.module.css';
import { messages } from './messages.ts';
import { SaveDialog } from './save-dialog.tsx';
import { useMayChange, type SavedView } from './views.ts';

interface ViewsMenuProps {
  readonly kind: Kind;
  readonly views: readonly SavedView[];
  readonly current: SavedView | null;
  /** Opens a view; null: all customers, as the page begins. */
  readonly open: (view: SavedView | null) => void;
}

interface ViewLineProps {
  readonly view: SavedView;
  readonly current: boolean;
  readonly open: () => void;
  readonly removed: () => void;
}

/** A view in the list: its name, whose it is, when it was last used, and what can be done with it. */
function ViewLine({ view, current, open, removed }: ViewLineProps) {
  const say = useMessages(messages).views;
  const mayChange = useMayChange();
  const [renaming, setRenaming] = useState(false);
  const { ask, dialog } = useConfirm();
  const options = { refreshes: [listViews] };
  const update = useAction(updateView, options);
  const remove = useAction(removeView, {
    ...options,
    done: () => {
      showDone(say.removed(view.name));
      removed();
    },
  });
  const askRemove = () =>
    ask({
      title: say.removeTitle(view.name),
      text: view.shared ? say.removeShared : say.removeLead,
      verb: say.remove,
      act: () => remove.run({ id: view.id }),
    });
  return (
    <li className={classes['viewLine']} data-current={current}>
      <button type="button" onClick={open} aria-current={current ? 'true' : undefined}>
        <span>
          {view.shared && <Users size={13} aria-label={say.shared} />} <bdi>{view.name}</bdi>
        </span>
        <small>
          <bdi>{view.mine ? say.mine : view.owner.name}</bdi> · {say.used} <Time at={view.usedAt} />
        </small>
      </button>
      {mayChange(view) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={say.actions(view.name)}>
              <Ellipsis size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setRenaming(true)}>{say.rename}</Menu.Item>
            <Menu.Item onClick={() => void update.run({ id: view.id, shared: !view.shared })}>
              {view.shared ? say.unshare : say.share}
            </Menu.Item>
            <Menu.Item color="red" onClick={askRemove}>
              {say.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {renaming && (
        <SaveDialog
          title={say.rename}
          name={view.name}
          shared={view.shared}
          close={() => setRenaming(false)}
          save={({ name, shared }) => update.run({ id: view.id, name, shared })}
        />
      )}
      {dialog}
    </li>
  );
}

/** More than this many are looked for by name. */
const few = 7;

/** The saved views: one's own and those of the workspace; the first shows all. */
export function ViewsMenu({ kind, views, current, open }: ViewsMenuProps) {
  const say = useMessages(messages).views;
  const [opened, setOpened] = useState(false);
  const [text, setText] = useState('');
  const noteUse = useAction(updateView, { refreshes: [listViews], quiet: true });
  const mayNote = useMay('analyst');
  const choose = (view: SavedView | null) => {
    setOpened(false);
    open(view);
    if (view !== null && mayNote) void noteUse.run({ id: view.id, used: true });
  };
  const found = views.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" width={340} trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<Bookmark size={15} aria-hidden />}
          rightSection={<ChevronDown size={15} aria-hidden />}
          aria-label={say.title(current?.name ?? say.all[kind])}
          className={classes['viewButton'] ?? ''}
          onClick={() => setOpened((now) => !now)}
        >
          <bdi>{current?.name ?? say.all[kind]}</bdi>
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['views'] ?? ''}>
        {views.length > few && (
          <TextInput
            size="xs"
            mb="xs"
            aria-label={say.find}
            placeholder={say.find}
            value={text}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
        )}
        <ul>
          <li className={classes['viewLine']} data-current={current === null}>
            <button
              type="button"
              onClick={() => choose(null)}
              aria-current={current === null ? 'true' : undefined}
            >
              <span>{say.all[kind]}</span>
              <small>{say.allLead}</small>
            </button>
          </li>
          {found.map((view) => (
            <ViewLine
              key={view.id}
              view={view}
              current={view.id === current?.id}
              open={() => choose(view)}
              removed={() => view.id === current?.id && open(null)}
            />
          ))}
        </ul>
        {views.length === 0 && <p className={classes['soft']}>{say.none}</p>}
      </Popover.Dropdown>
    </Popover>
  );
}
