import { Menu } from '@mantine/core';
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ChevronDown,
  EyeOff,
  Pin,
  PinOff,
  UnfoldHorizontal,
  FoldHorizontal,
} from 'lucide-react';
import { useMessages } from '../../ui/i18n/language.ts';
import type { GridColumn } from '../columns.ts';
import { messages } from '../messages.ts';
import classes from './grid.module.css';

/** What can be done with a column, by its menu and by keys. */
export interface ColumnActions {
  readonly sort: (key: string, direction: 'asc' | 'desc' | null, add: boolean) => void;
  readonly move: (key: string, by: -1 | 1) => void;
  readonly place: (key: string, target: string) => void;
  readonly resize: (key: string, width: number) => void;
  readonly pin: (key: string, pinned: boolean) => void;
  readonly hide: (key: string) => void;
}

interface HeaderMenuProps {
  readonly column: GridColumn;
  readonly actions: ColumnActions;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

/** A step of a width by keys, in pixels. */
export const widthStep = 24;

/** The menu of a column. */
export function HeaderMenu({ column, actions, opened, onChange }: HeaderMenuProps) {
  const say = useMessages(messages).column;
  const { key, label, width, pinned } = column;
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" returnFocus={false} withinPortal>
      <Menu.Target>
        <button
          type="button"
          tabIndex={-1}
          className={classes['menuButton']}
          aria-label={say.menu(label)}
          onClick={(event) => event.stopPropagation()}
        >
          <ChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        {column.sortable && (
          <>
            <Menu.Item
              leftSection={<ArrowUp size={14} aria-hidden />}
              onClick={() => actions.sort(key, 'asc', false)}
            >
              {say.ascending}
            </Menu.Item>
            <Menu.Item
              leftSection={<ArrowDown size={14} aria-hidden />}
              onClick={() => actions.sort(key, 'desc', false)}
            >
              {say.descending}
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item
          leftSection={pinned ? <PinOff size={14} aria-hidden /> : <Pin size={14} aria-hidden />}
          onClick={() => actions.pin(key, !pinned)}
        >
          {pinned ? say.unpin : say.pin}
        </Menu.Item>
        <Menu.Item leftSection={<ArrowLeft size={14} aria-hidden />} onClick={() => actions.move(key, -1)}>
          {say.left}
        </Menu.Item>
        <Menu.Item leftSection={<ArrowRight size={14} aria-hidden />} onClick={() => actions.move(key, 1)}>
          {say.right}
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<UnfoldHorizontal size={14} aria-hidden />}
          onClick={() => actions.resize(key, width + widthStep)}
        >
          {say.wider}
        </Menu.Item>
        <Menu.Item
          closeMenuOnClick={false}
          leftSection={<FoldHorizontal size={14} aria-hidden />}
          onClick={() => actions.resize(key, width - widthStep)}
        >
          {say.narrower}
        </Menu.Item>
        <Menu.Item leftSection={<EyeOff size={14} aria-hidden />} onClick={() => actions.hide(key)}>
          {say.hide}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
