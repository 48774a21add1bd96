import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { LoadingRows } from './loading.tsx';
import { ProblemView } from './problem-view.tsx';

interface AnswerViewProps<T> {
  readonly answer: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch'>;
  readonly children: (data: T) => ReactNode;
  /** What stands there until the answer has come, in its size. */
  readonly loading?: ReactNode;
}

/** An answer in its three states: on its way, gone wrong, there. */
export function AnswerView<T>({ answer, children, loading }: AnswerViewProps<T>) {
  const { data, error, refetch } = answer;
  if (data !== undefined) return <>{children(data)}</>;
  if (error !== null) return <ProblemView error={error} retry={refetch} />;
  return <>{loading ?? <LoadingRows />}</>;
}
