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
import { SaveSegment } from '../segments/save-segment.tsx';
import { isFiltered, joinWords } from './rule.ts';
import { SaveDialog } from './save-dialog.tsx';
import type { ExploreState } from './state.ts';
import { hasChanged, useMayChange, viewContent, viewState, type SavedView } from './views.ts';

/** Whether there is anything that a view would keep. */
function isArranged({ rule, words, sort, columns }: ExploreState): boolean {
  return isFiltered(rule) || words !== '' || sort.length > 0 || columns !== null;
}

interface SaveAsProps {
  readonly state: ExploreState;
  readonly open: (view: SavedView) => void;
  readonly close: () => void;
}

/** Asks for a name and saves what is shown under it. */
function SaveAs({ state, open, close }: SaveAsProps) {
  const say = useMessages(messages).views;
  const create = useAction(createView, { refreshes: [listViews] });
  const save = async (named: { name: string; shared: boolean }) => {
    const made = await create.run({ ...named, ...viewContent(state), kind: state.kind });
    if (made) open(made);
    return made;
  };
  return <SaveDialog title={say.saveAs} name="" shared={false} close={close} save={save} />;
}

interface ChangedProps {
  readonly state: ExploreState;
  readonly current: SavedView;
  readonly open: (view: SavedView) => void;
  readonly saveAs: () => void;
}

/** A view that shows something else than was saved: what can be done about it. */
function ChangedView({ state, current, open, saveAs }: ChangedProps) {
  const say = useMessages(messages).views;
  const words = useMessages(shared);
  const mayWrite = useMay('analyst');
  const mayChange = useMayChange();
  const update = useAction(updateView, { refreshes: [listViews] });
  const save = async () => {
    const former = viewContent({ ...state, ...viewState(current) });
    const saved = await update.run({ id: current.id, ...viewContent(state) });
    if (saved) showDone(say.saved(saved.name), () => update.run({ id: current.id, ...former }));
  };
  return (
    <>
      <Status tone="warn">{say.changed}</Status>
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
          {mayWrite && <Menu.Item onClick={saveAs}>{say.saveAs}</Menu.Item>}
          <Menu.Item onClick={() => open(current)}>{say.revert}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

interface SaveButtonsProps {
  readonly state: ExploreState;
  readonly current: SavedView | null;
  readonly open: (view: SavedView) => void;
}

/** Whether what is shown is saved, and the buttons that save it. */
export function SaveButtons({ state, current, open }: SaveButtonsProps) {
  const say = useMessages(messages).views;
  const mayWrite = useMay('analyst');
  const [naming, setNaming] = useState(false);
  const asked = joinWords(state.rule, state.words);
  return (
    <>
      {isFiltered(asked) && <SaveSegment kind={state.kind} rule={asked} />}
      {current !== null && hasChanged(current, state) && (
        <ChangedView state={state} current={current} open={open} saveAs={() => setNaming(true)} />
      )}
      {mayWrite && current === null && isArranged(state) && (
        <Button variant="default" onClick={() => setNaming(true)}>
          {say.saveAs}
        </Button>
      )}
      {naming && <SaveAs state={state} open={open} close={() => setNaming(false)} />}
    </>
  );
}
