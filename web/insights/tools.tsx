import { Button } from '@mantine/core';
import { Download } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '../ui/i18n/language.ts';
import { type Cell, saveNumbers } from './files.ts';
import classes from './insights.module.css';
import { messages } from './messages.ts';

interface ToolsProps {
  readonly name: string;
  readonly numbers: () => readonly (readonly Cell[])[];
  readonly picture?: (() => void) | undefined;
  readonly children?: ReactNode;
}

/** Choices of a chart, and the ways to have it as a file. */
export function Tools({ name, numbers, picture, children }: ToolsProps) {
  const say = useMessages(messages);
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
      {picture && (
        <Button variant="default" leftSection={<Download size={16} aria-hidden />} onClick={picture}>
          {say.png}
        </Button>
      )}
    </div>
  );
}
