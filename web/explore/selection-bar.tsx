import { Button } from '@mantine/core';
import { Download, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMay } from '../ui/api/session.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './explore.module.css';
import { messages } from './messages.ts';
import { mostNamed } from './selection.ts';

interface SelectionBarProps {
  readonly count: number | null;
  readonly total: number | null;
  readonly all: boolean;
  readonly selectAll: () => void;
  readonly clear: () => void;
  readonly exportThem: () => void;
  /** What else can be done with the selected ones. */
  readonly children?: ReactNode;
}

/** How many are selected, and what can be done with them. */
export function SelectionBar(props: SelectionBarProps) {
  const { count, total, all, selectAll, clear, exportThem, children } = props;
  const say = useMessages(messages).selection;
  const format = useFormat();
  const mayExport = useMay('analyst');
  return (
    <section className={classes['selectionBar']} aria-label={say.title}>
      <span role="status">{say.count(count === null ? null : format.number(count))}</span>
      {!all && count === mostNamed && <span>{say.limit}</span>}
      {!all && total !== null && count !== null && total > count && (
        <Button size="compact-sm" variant="subtle" onClick={selectAll}>
          {say.all(format.number(total))}
        </Button>
      )}
      {mayExport && (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<Download size={14} aria-hidden />}
          onClick={exportThem}
        >
          {say.export}
        </Button>
      )}
      {children}
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        ml="auto"
        leftSection={<X size={14} aria-hidden />}
        onClick={clear}
      >
        {say.clear}
      </Button>
    </section>
  );
}
