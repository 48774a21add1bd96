import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { LoadingRows } from '../feedback/loading.tsx';
import { ProblemView } from '../feedback/problem-view.tsx';
import { useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import classes from './data-table.module.css';

/** One column of a table. */
export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand right, one below the other. */
  readonly numeric?: boolean;
}

/** A list as `useList` gives it, or one that has come whole. */
export interface Rows<Row> {
  readonly rows: readonly Row[] | undefined;
  readonly error: unknown;
  readonly refetch?: () => unknown;
  readonly hasNextPage?: boolean;
  readonly isFetchingNextPage?: boolean;
  readonly fetchNextPage?: () => unknown;
}

interface DataTableProps<Row> {
  /** What the table is about, for who cannot see it. */
  readonly label: string;
  readonly list: Rows<Row>;
  readonly columns: readonly Column<Row>[];
  readonly rowKey: (row: Row) => string;
  /** What stands there when there are no rows. */
  readonly empty: ReactNode;
}

/** A table of moderate length; on a phone each row becomes a card. */
export function DataTable<Row>({ label, list, columns, rowKey, empty }: DataTableProps<Row>) {
  const say = useMessages(messages);
  const { rows, error } = list;
  if (rows === undefined)
    return error ? <ProblemView error={error} retry={list.refetch} /> : <LoadingRows height={41} />;
  if (rows.length === 0) return <>{empty}</>;
  return (
    <>
      <table className={classes['table']} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ key, header, numeric }) => (
              <th key={key} scope="col" data-numeric={numeric}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map(({ key, header, cell, numeric }) => (
                <td key={key} data-label={header} data-numeric={numeric}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {list.hasNextPage && (
        <Button
          mt="md"
          variant="default"
          loading={list.isFetchingNextPage ?? false}
          onClick={() => void list.fetchNextPage?.()}
        >
          {say.more}
        </Button>
      )}
    </>
  );
}
