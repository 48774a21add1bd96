import { ActionIcon, SegmentedControl, Tooltip } from '@mantine/core';
import { ArrowDownToLine, ArrowUpToLine, Rows2, Rows4 } from 'lucide-react';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import type { Density } from './density.ts';
import classes from './explore.module.css';
import { messages } from './messages.ts';
import type { RowList } from './row-list.ts';

interface FootProps {
  readonly list: RowList;
  readonly density: Density;
  readonly setDensity: (density: Density) => void;
  readonly jump: (row: number) => void;
}

/** How many there are, the ways to both ends, and how high rows are. */
export function Foot({ list, density, setDensity, jump }: FootProps) {
  const say = useMessages(messages);
  const format = useFormat();
  const { total } = list;
  const common = { variant: 'subtle', color: 'gray', size: 'sm' } as const;
  return (
    <div className={classes['foot']}>
      <span role="status">
        {total === null ? say.count.counting : say.count.total(total, format.number(total))}
      </span>
      <Tooltip label={say.count.first}>
        <ActionIcon {...common} aria-label={say.count.first} onClick={() => jump(0)}>
          <ArrowUpToLine size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={say.count.last}>
        <ActionIcon
          {...common}
          aria-label={say.count.last}
          disabled={total === null || total === 0}
          onClick={() => jump((total ?? 1) - 1)}
        >
          <ArrowDownToLine size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <SegmentedControl
        size="xs"
        aria-label={say.density.label}
        value={density}
        onChange={(value) => setDensity(value === 'comfortable' ? 'comfortable' : 'compact')}
        data={[
          { value: 'compact', label: <Rows4 size={14} aria-label={say.density.compact} /> },
          { value: 'comfortable', label: <Rows2 size={14} aria-label={say.density.comfortable} /> },
        ]}
      />
    </div>
  );
}
