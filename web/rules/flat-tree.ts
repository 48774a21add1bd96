import { keepPreviousData, useQueries } from '@tanstack/react-query';
import type { Output } from '../../src/lib/endpoint.ts';
import { listTreeNodes } from '../../src/query/suggest/contract.ts';
import { useClient, usePlace } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import type { ChosenCode, PartsOf } from './code-selection.ts';
import type { TreeName, TreeNode } from './tree-names.ts';

/** A node as one line of a list; `open` is undefined where nothing is below it. */
export interface FlatNode {
  readonly node: TreeNode;
  readonly depth: number;
  readonly open: boolean | undefined;
  /** It stands there because a text found it, not below its parent. */
  readonly found: boolean;
}

interface FlatTree {
  readonly rows: readonly FlatNode[] | undefined;
  readonly total: number;
  readonly partsOf: PartsOf;
}

const wholeLevel = 500;

/** The nodes that a text finds, or else the tree as far as it is open; each level is asked for when it is first opened. */
export function useFlatTree(tree: TreeName, text: string, opened: ReadonlySet<string>): FlatTree {
  const client = useClient();
  const place = usePlace();
  const levels = useQueries({
    queries: [undefined, ...opened].map((under) => ({
      queryKey: [listTreeNodes.name, place?.id, { tree, under }],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.call(
          listTreeNodes,
          { tree, limit: wholeLevel, ...(under === undefined ? {} : { under }) },
          { signal },
        ),
      staleTime: Number.POSITIVE_INFINITY,
      placeholderData: keepPreviousData,
    })),
  });
  const search = useEndpoint(listTreeNodes, { tree, text }, { enabled: text !== '', keep: true });
  const byParent = byParentOf(levels.map(({ data }) => data?.rows ?? []));
  const partsOf = (code: string) => byParent.get(code)?.map((node) => node.code);
  if (text !== '') return { ...foundNodes(search.data), partsOf };
  const rows = levels[0]?.data === undefined ? undefined : flatten(byParent, '', opened);
  return { rows, total: rows?.length ?? 0, partsOf };
}

type Levels = ReadonlyMap<string, readonly TreeNode[]>;

function byParentOf(levels: readonly (readonly TreeNode[])[]): Levels {
  // A level that has not come yet has no nodes, and says nothing of whose they are.
  const known = levels.filter((rows) => rows.length > 0);
  return new Map(known.map((rows) => [rows[0]?.above.at(-1)?.code ?? '', rows]));
}

function foundNodes(data: Output<typeof listTreeNodes> | undefined): Omit<FlatTree, 'partsOf'> {
  const rows = data?.rows.map((node): FlatNode => ({ node, depth: 0, open: undefined, found: true }));
  return { rows, total: data?.total ?? 0 };
}

function flatten(levels: Levels, parent: string, opened: ReadonlySet<string>): FlatNode[] {
  return (levels.get(parent) ?? []).flatMap((node) => {
    const open = node.parts === 0 ? undefined : opened.has(node.code);
    const row: FlatNode = { node, depth: node.level - 1, open, found: false };
    return open === true ? [row, ...flatten(levels, node.code, opened)] : [row];
  });
}

/** The chosen codes with what they lie in, and those that the tree does not hold. */
export function useChosenNodes(
  tree: TreeName,
  values: readonly string[],
  shown: readonly FlatNode[] = [],
): { chosen: readonly ChosenCode[]; unknown: readonly string[] } {
  const codes = values.toSorted();
  const { data } = useEndpoint(
    listTreeNodes,
    { tree, codes, limit: 500 },
    { enabled: codes.length > 0, keep: true },
  );
  if (codes.length === 0) return { chosen: [], unknown: [] };
  const rows = [...shown.map(({ node }) => node), ...(data?.rows ?? [])];
  const named = (value: string) =>
    rows.find(({ code, name }) => code === value || name.zh === value || name.en === value);
  const chosen = values.flatMap((value) => {
    const node = named(value);
    return node === undefined ? [] : [{ code: node.code, above: node.above.map(({ code }) => code) }];
  });
  return { chosen, unknown: values.filter((value) => named(value) === undefined) };
}
