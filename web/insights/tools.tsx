import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import type { NewCard } from '../../src/dashboards/contract.ts';
import { AddToDashboard } from '../dashboards/add-to-dashboard.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { type Cell, saveNumbers } from './files.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';
import { savePicture } from './table-picture.ts';

interface ToolsProps {
  readonly name: string;
  readonly numbers: () => readonly (readonly Cell[])[];
  /** Saves the picture of a chart; else one of the numbers is drawn. */
  readonly picture?: (() => void) | undefined;
  /** What stands on a dashboard when this is put there. */
  readonly card?: NewCard;
  readonly children?: ReactNode;
}

/** Writes the numbers of a chart as a reader of the language does. */
export function useWriteCells(): (rows: readonly (readonly Cell[])[]) => string[][] {
  const format = useFormat();
  return (rows) =>
    rows.map((row) => row.map((cell) => (typeof cell === 'number' ? format.number(cell) : (cell ?? '–'))));
}

/** Choices of a chart, the ways to have it as a file, and to keep it in sight. */
export function Tools({ name, numbers, picture, card, children }: ToolsProps) {
  const say = useMessages(messages);
  const write = useWriteCells();
  const draw = picture ?? (() => savePicture(name, { title: name, rows: write(numbers()) }));
  return (
    <div className={classes['tools']}>
      {children}
      <Button
        variant="default"
        leftSection={<Download size={16} aria-hidden />}
        onClick={() => saveNumbers(name, numbers())}
      >
        {say.csv}
      </Button>
      <Button variant="default" leftSection={<Download size={16} aria-hidden />} onClick={draw}>
        {say.png}
      </Button>
      {card && <AddToDashboard card={card} />}
    </div>
  );
}
