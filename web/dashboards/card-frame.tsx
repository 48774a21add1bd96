import { ActionIcon, Menu } from '@mantine/core';
import { Download, Ellipsis, FileSpreadsheet, MoveLeft, MoveRight, Pencil, Trash2 } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Card } from '../../src/dashboards/contract.ts';
import { type Cell, saveNumbers } from '../insights/files.ts';
import { useMessages } from '../ui/i18n/language.ts';
import classes from './dashboards.module.css';
import { messages } from './messages.ts';

/** What may be done with a card by whoever may change the dashboard. */
export interface CardActions {
  readonly resize: (size: Card['size']) => void;
  readonly move?: { readonly earlier?: () => void; readonly later?: () => void };
  readonly remove: () => void;
  readonly edit?: () => void;
}

/** What every card is given by its dashboard. */
export interface FrameProps {
  readonly size: Card['size'];
  /** Null for whoever may only look. */
  readonly actions: CardActions | null;
}

interface CardFrameProps extends FrameProps {
  readonly title: string;
  /** Undefined while there is nothing to save. */
  readonly numbers?: (() => readonly (readonly Cell[])[]) | undefined;
  readonly picture?: (() => void) | undefined;
  readonly children: ReactNode;
}

const sizes = ['small', 'wide', 'full'] as const;

function ChangeItems({ actions, size }: { actions: CardActions; size: Card['size'] }) {
  const say = useMessages(messages);
  const { edit, move, resize, remove } = actions;
  return (
    <>
      <Menu.Divider />
      {edit && (
        <Menu.Item leftSection={<Pencil size={16} aria-hidden />} onClick={edit}>
          {say.editNumber}
        </Menu.Item>
      )}
      {move?.earlier && (
        <Menu.Item leftSection={<MoveLeft size={16} aria-hidden />} onClick={move.earlier}>
          {say.earlier}
        </Menu.Item>
      )}
      {move?.later && (
        <Menu.Item leftSection={<MoveRight size={16} aria-hidden />} onClick={move.later}>
          {say.later}
        </Menu.Item>
      )}
      {sizes
        .filter((one) => one !== size)
        .map((one) => (
          <Menu.Item key={one} onClick={() => resize(one)}>
            {say.sizes[one]}
          </Menu.Item>
        ))}
      <Menu.Item leftSection={<Trash2 size={16} aria-hidden />} onClick={remove}>
        {say.removeCard}
      </Menu.Item>
    </>
  );
}

/** What stands around a card: its title, its files, and what may be done with it. */
export function CardFrame({ title, size, actions, numbers, picture, children }: CardFrameProps) {
  const say = useMessages(messages);
  const id = useId();
  return (
    <article className={classes['card']} data-size={size} aria-labelledby={id}>
      <div className={classes['head']}>
        <h2 id={id}>{title}</h2>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={say.more(title)}>
              <Ellipsis size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              leftSection={<FileSpreadsheet size={16} aria-hidden />}
              disabled={numbers === undefined}
              onClick={() => numbers && saveNumbers(title, numbers())}
            >
              {say.csv}
            </Menu.Item>
            <Menu.Item
              leftSection={<Download size={16} aria-hidden />}
              disabled={picture === undefined}
              onClick={picture}
            >
              {say.png}
            </Menu.Item>
            {actions && <ChangeItems actions={actions} size={size} />}
          </Menu.Dropdown>
        </Menu>
      </div>
      {children}
    </article>
  );
}
