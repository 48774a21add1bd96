import { ActionIcon, Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { Columns3, GripVertical, Pin, PinOff } from 'lucide-react';
import { useState, type KeyboardEvent } from 'react';
import { useMessages } from '../ui/i18n/language.ts';
import type { ColumnInfo } from './columns.ts';
import { moveColumn } from './columns.ts';
import classes from './explore.module.css';
import { messages } from './messages.ts';
import type { ShownColumn } from './state.ts';

interface ChooserProps {
  readonly infos: readonly ColumnInfo[];
  readonly shown: readonly ShownColumn[];
  /** Null: as everybody begins. */
  readonly change: (columns: readonly ShownColumn[] | null) => void;
}

interface LineProps extends ChooserProps {
  readonly column: ShownColumn;
  readonly info: ColumnInfo;
}

/** The column over which the pointer is. */
function columnAt({ clientX, clientY }: PointerEvent): string | null {
  const line = document.elementFromPoint(clientX, clientY)?.closest('li[data-key]');
  return line?.getAttribute('data-key') ?? null;
}

/** A column that is shown; its grip is dragged, or moved by the arrow keys. */
function ShownLine({ column, info, shown, change }: LineProps) {
  const say = useMessages(messages).column;
  const { key, pinned } = column;
  const at = shown.indexOf(column);
  const [dragged, setDragged] = useState(false);
  const moveTo = (target: string | null | undefined) => {
    if (typeof target === 'string' && target !== key) change(moveColumn(shown, key, target));
  };
  const answer = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    moveTo(shown[at + (event.key === 'ArrowUp' ? -1 : 1)]?.key);
  };
  const set = (changes: Partial<ShownColumn>) =>
    change(shown.map((one) => (one === column ? { ...one, ...changes } : one)));
  return (
    <li data-key={key} data-dragged={dragged}>
      <button
        type="button"
        className={classes['grip']}
        aria-label={say.grip(info.label, at + 1, shown.length)}
        title={say.gripLead}
        onKeyDown={answer}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDragged(true);
        }}
        onPointerMove={(event) => dragged && moveTo(columnAt(event.nativeEvent))}
        onLostPointerCapture={() => setDragged(false)}
      >
        <GripVertical size={14} aria-hidden />
      </button>
      <Checkbox
        size="xs"
        label={info.label}
        checked
        disabled={shown.length === 1}
        onChange={() => change(shown.filter((one) => one !== column))}
      />
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        ml="auto"
        aria-pressed={pinned}
        aria-label={(pinned ? say.unpinOne : say.pinOne)(info.label)}
        onClick={() => set({ pinned: !pinned })}
      >
        {pinned ? <PinOff size={14} aria-hidden /> : <Pin size={14} aria-hidden />}
      </ActionIcon>
    </li>
  );
}

/** Whether what is looked for stands in a label, in either language, or in a key. */
function fits({ label, key, field }: ColumnInfo, text: string): boolean {
  const names = [label, key, field?.label.en ?? '', field?.label.zh ?? '', ...(field?.synonyms ?? [])];
  return names.some((name) => name.toLowerCase().includes(text));
}

function ChooserList(props: ChooserProps) {
  const { infos, shown, change } = props;
  const say = useMessages(messages);
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const byKey = new Map(infos.map((info) => [info.key, info]));
  const keys = new Set(shown.map(({ key }) => key));
  const others = infos.filter((info) => !keys.has(info.key) && (wanted === '' || fits(info, wanted)));
  const groups = [...new Set(others.map(({ group }) => group))];
  return (
    <>
      <TextInput
        size="xs"
        data-autofocus
        aria-label={say.column.find}
        placeholder={say.column.find}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <div className={classes['chooserLists']}>
        <h2>{say.column.shown}</h2>
        <ul>
          {shown.map((column) => {
            const info = byKey.get(column.key);
            if (info === undefined || (wanted !== '' && !fits(info, wanted))) return null;
            return <ShownLine key={column.key} {...props} column={column} info={info} />;
          })}
        </ul>
        {groups.map((group) => (
          <section key={group}>
            <h2>{say.groups[group]}</h2>
            <ul>
              {others
                .filter((info) => info.group === group)
                .map(({ key, label }) => (
                  <li key={key}>
                    <Checkbox
                      size="xs"
                      label={label}
                      checked={false}
                      onChange={() => change([...shown, { key, width: null, pinned: false }])}
                    />
                  </li>
                ))}
            </ul>
          </section>
        ))}
      </div>
      <Button size="compact-sm" variant="subtle" onClick={() => change(null)}>
        {say.column.reset}
      </Button>
    </>
  );
}

/** Which columns are shown, and in which order. */
export function ColumnChooser(props: ChooserProps) {
  const say = useMessages(messages).column;
  return (
    <Popover position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<Columns3 size={15} aria-hidden />}>
          {say.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['chooser'] ?? ''} aria-label={say.columns}>
        <ChooserList {...props} />
      </Popover.Dropdown>
    </Popover>
  );
}
