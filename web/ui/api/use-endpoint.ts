import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from '@tanstack/react-query';
import type { z } from 'zod';
import type { Endpoint } from '../../../src/lib/endpoint.ts';
import type { Problem } from '../../../src/lib/problem.ts';
import { showProblem } from '../feedback/toasts.ts';
import { toProblem } from './client.ts';
import { useClient, usePlace } from './session.tsx';

/** When a question is asked, and how often again. */
export interface AskOptions<O> {
  readonly enabled?: boolean;
  /** Milliseconds until it is asked again; false for never. */
  readonly every?: (answer: O | undefined) => number | false;
  /** Show the last answer while that of another input comes. */
  readonly keep?: boolean;
}

/** Asks an endpoint and remembers its answer. */
export function useEndpoint<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
  { enabled = true, every, keep = false }: AskOptions<z.output<O>> = {},
): UseQueryResult<z.output<O>> {
  const client = useClient();
  const place = usePlace();
  return useQuery<z.output<O>>({
    queryKey: [endpoint.name, place?.id, input],
    queryFn: ({ signal }) => client.call(endpoint, input, { signal }),
    enabled,
    refetchInterval: every ? ({ state }) => every(state.data) : false,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
  });
}

/** The page of a list as every endpoint answers it. */
type PageType = z.ZodType<{ rows: readonly unknown[]; next: string | null }>;

/** When a list is asked for again: every so many milliseconds, and whenever what it depends on has another version. */
interface ListOptions {
  readonly every?: number;
  readonly version?: number;
}

/** Asks for a list page by page; `inputOf` gives the input of the page after a cursor. */
export function useList<I extends z.ZodObject, O extends PageType>(
  endpoint: Endpoint<I, O>,
  inputOf: (after: string | undefined) => z.input<I>,
  { every, version }: ListOptions = {},
) {
  const client = useClient();
  const place = usePlace();
  const answer = useInfiniteQuery({
    queryKey: [endpoint.name, place?.id, inputOf(undefined), version],
    queryFn: ({ pageParam, signal }) => client.call(endpoint, inputOf(pageParam), { signal }),
    initialPageParam: firstPage(),
    getNextPageParam: ({ next }: z.output<O>) => next ?? undefined,
    refetchInterval: every ?? false,
    ...(version === undefined ? {} : { placeholderData: keepPreviousData }),
  });
  const rows: z.output<O>['rows'][number][] | undefined = answer.data?.pages.flatMap(
    (page: z.output<O>) => page.rows,
  );
  return { ...answer, rows };
}

function firstPage(): string | undefined {
  return undefined;
}

/** What happens after an action, and which answers it makes stale. */
export interface ActionOptions<I, O> {
  readonly refreshes?: readonly Endpoint[];
  readonly done?: (output: O, input: I) => void;
  /** The piece shows the problem itself; else it is shown as a toast. */
  readonly quiet?: boolean;
}

/** An action that the reader starts. */
export interface Action<I, O> {
  /** Answers undefined when it went wrong; the problem is shown by then. */
  run(input: I): Promise<O | undefined>;
  readonly running: boolean;
  readonly problem: Problem | null;
  reset(): void;
}

/** Calls an endpoint that changes something. */
export function useAction<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  options: ActionOptions<z.input<I>, z.output<O>> = {},
): Action<z.input<I>, z.output<O>> {
  const client = useClient();
  const refresh = useRefresh();
  const { mutateAsync, isPending, error, reset } = useMutation({
    mutationFn: (input: z.input<I>) => client.call(endpoint, input),
  });
  return {
    running: isPending,
    problem: error === null ? null : toProblem(error),
    reset,
    async run(input) {
      try {
        const output = await mutateAsync(input);
        await refresh(...(options.refreshes ?? []));
        options.done?.(output, input);
        return output;
      } catch (caught) {
        if (options.quiet !== true) showProblem(toProblem(caught));
        return undefined;
      }
    },
  };
}

/** Makes the remembered answers of endpoints stale, so that what is on the screen is asked again. */
export function useRefresh(): (...endpoints: Endpoint[]) => Promise<void> {
  const memory = useQueryClient();
  return async (...endpoints) => {
    await Promise.all(endpoints.map(({ name }) => memory.invalidateQueries({ queryKey: [name] })));
  };
}

/** Puts an answer that has come by another way into the memory, as if it had been asked for. */
export function useRemember(): <I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  input: z.input<I>,
  answer: z.output<O>,
) => void {
  const memory = useQueryClient();
  const place = usePlace();
  return (endpoint, input, answer) => memory.setQueryData([endpoint.name, place?.id, input], answer);
}
