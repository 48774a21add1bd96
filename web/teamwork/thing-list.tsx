import type { ReactNode } from 'react';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import classes from './teamwork.module.css';

interface ThingListProps<Row> {
  readonly label: string;
  /** What stands there when there are none. */
  readonly none: string;
  readonly rows: readonly Row[] | undefined;
  readonly answer: { readonly error: unknown; readonly refetch: () => unknown };
  /** The row as a list item. */
  readonly children: (row: Row) => ReactNode;
}

/** What hangs on a customer, as a list: on its way, gone wrong, empty, there. */
export function ThingList<Row>({ label, none, rows, answer, children }: ThingListProps<Row>) {
  if (rows === undefined)
    return answer.error === null ? (
      <LoadingRows count={3} />
    ) : (
      <ProblemView error={answer.error} retry={answer.refetch} />
    );
  if (rows.length === 0) return <p className={classes['none']}>{none}</p>;
  return (
    <ul className={classes['list']} aria-label={label}>
      {rows.map(children)}
    </ul>
  );
}
