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
  readonly actions: Readonly<Record<'rename' | 'share' | 'remove', (view: SavedView) => void>>;
}

/** A view in the list: its name, whose it is, when it was last used, and what can be done with it. */
function ViewLine({ view, current, open, actions }: ViewLineProps) {
  const say = useMessages(messages).views;
  const mayChange = useMayChange();
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
        // Inside the list of views, or a click in it would count as one beside that, and close it.
        <Menu position="bottom-end" withinPortal={false} floatingStrategy="fixed">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={say.actions(view.name)}>
              <Ellipsis size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => actions.rename(view)}>{say.rename}</Menu.Item>
            <Menu.Item onClick={() => actions.share(view)}>{view.shared ? say.unshare : say.share}</Menu.Item>
            <Menu.Item color="red" onClick={() => actions.remove(view)}>
              {say.remove}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}

/** What can be done with views, and the dialogs that ask about it; these outlive the menu. */
function useViewActions(removed: (view: SavedView) => void) {
  const say = useMessages(messages).views;
  const [renamed, setRenamed] = useState<SavedView | null>(null);
  const { ask, dialog } = useConfirm();
  const update = useAction(updateView, { refreshes: [listViews] });
  const remove = useAction(removeView, { refreshes: [listViews] });
  const askRemove = (view: SavedView) =>
    ask({
      title: say.removeTitle(view.name),
      text: view.shared ? say.removeShared : say.removeLead,
      verb: say.remove,
      async act() {
        const gone = await remove.run({ id: view.id });
        if (gone === undefined) return;
        showDone(say.removed(view.name));
        removed(view);
      },
    });
  return {
    actions: {
      rename: setRenamed,
      share: (view: SavedView) => void update.run({ id: view.id, shared: !view.shared }),
      remove: askRemove,
    },
    dialogs: (
      <>
        {renamed !== null && (
          <SaveDialog
            title={say.rename}
            name={renamed.name}
            shared={renamed.shared}
            close={() => setRenamed(null)}
            save={(named) => update.run({ id: renamed.id, ...named })}
          />
        )}
        {dialog}
      </>
    ),
  };
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
  /** A dialog takes the place of the menu. */
  const leaveFor = (act: (view: SavedView) => void, view: SavedView) => {
    setOpened(false);
    act(view);
  };
  const choose = (view: SavedView | null) => {
    setOpened(false);
    open(view);
    if (view !== null && mayNote) void noteUse.run({ id: view.id, used: true });
  };
  const { actions, dialogs } = useViewActions((view) => {
    if (view.id === current?.id) open(null);
  });
  const found = views.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  return (
    <>
      {dialogs}
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
                actions={{
                  ...actions,
                  rename: (one) => leaveFor(actions.rename, one),
                  remove: (one) => leaveFor(actions.remove, one),
                }}
              />
            ))}
          </ul>
          {views.length === 0 && <p className={classes['soft']}>{say.none}</p>}
        </Popover.Dropdown>
      </Popover>
    </>
  );
}
