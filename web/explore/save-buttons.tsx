import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { createView, listViews, updateView } from '../../src/query/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { Status } from '../ui/page/status.tsx';
import { messages } from './messages.ts';
import { SaveDialog } from './save-dialog.tsx';
import type { ExploreState } from './state.ts';
import { hasChanged, useMayChange, viewContent, viewState, type SavedView } from './views.ts';

interface SaveButtonsProps {
  readonly state: ExploreState;
  readonly current: SavedView | null;
  readonly open: (view: SavedView) => void;
}

/** Whether what is shown is saved, and the buttons that save it. */
export function SaveButtons({ state, current, open }: SaveButtonsProps) {
  const say = useMessages(messages).views;
  const words = useMessages(shared);
  const mayWrite = useMay('analyst');
  const mayChange = useMayChange();
  const [naming, setNaming] = useState(false);
  const create = useAction(createView, { refreshes: [listViews] });
  const update = useAction(updateView, { refreshes: [listViews] });
  const changed = current === null || hasChanged(current, state);
  const content = viewContent(state);
  const save = async () => {
    if (current === null) return;
    const former = { ...state, ...viewState(current) };
    const saved = await update.run({ id: current.id, ...content });
    if (saved) showDone(say.saved(saved.name), () => update.run({ id: current.id, ...viewContent(former) }));
  };
  const saveAs = async (named: { name: string; shared: boolean }) => {
    const made = await create.run({ ...named, ...content, kind: state.kind });
    if (made) open(made);
    return made;
  };
  const changedHere = current !== null && changed;
  return (
    <>
      {changedHere && <Status tone="warn">{say.changed}</Status>}
      {mayWrite && changedHere && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" loading={update.running}>
              {words.save}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {mayChange(current) && (
              <Menu.Item onClick={() => void save()}>{say.saveHere(current.name)}</Menu.Item>
            )}
            <Menu.Item onClick={() => setNaming(true)}>{say.saveAs}</Menu.Item>
            <Menu.Item onClick={() => open(current)}>{say.revert}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {mayWrite && current === null && (
        <Button variant="default" onClick={() => setNaming(true)}>
          {say.saveAs}
        </Button>
      )}
      {naming && (
        <SaveDialog title={say.saveAs} name="" shared={false} close={() => setNaming(false)} save={saveAs} />
      )}
    </>
  );
}
