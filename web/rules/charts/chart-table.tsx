import { Anchor, VisuallyHidden } from '@mantine/core';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { messages } from '../messages.ts';
import type { ChartRow } from './chart-rows.ts';
import classes from './charts.module.css';

interface TableProps {
  readonly label: string;
  readonly rows: readonly ChartRow[];
  readonly pick: (row: ChartRow) => void;
}

/** The numbers of a chart as a table; each value is a way to its customers. */
export function ChartTable({ label, rows, pick }: TableProps) {
  const say = useMessages(messages).charts;
  const format = useFormat();
  const total = Math.max(
    1,
    rows.reduce((sum, { count }) => sum + count, 0),
  );
  return (
    <table className={classes['table']} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{say.value}</th>
          <th scope="col" data-numeric>
            {say.count}
          </th>
          <th scope="col" data-numeric>
            {say.share}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td>
              {row.rule === null ? (
                <bdi>{row.label}</bdi>
              ) : (
                <Anchor component="button" type="button" size="sm" ta="start" onClick={() => pick(row)}>
                  <VisuallyHidden>{say.filter('')}</VisuallyHidden>
                  <bdi>{row.label}</bdi>
                </Anchor>
              )}
            </td>
            <td data-numeric>{format.number(row.count)}</td>
            <td data-numeric>{format.percent(row.count / total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same numbers for who does not see the chart. */
export function SpokenTable({ label, rows }: Pick<TableProps, 'label' | 'rows'>) {
  const format = useFormat();
  return (
    <VisuallyHidden>
      <table aria-label={label}>
        <tbody>
          {rows.map(({ key, label: name, count }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              <td>{format.number(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </VisuallyHidden>
  );
}
