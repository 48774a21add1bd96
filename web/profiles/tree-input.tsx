import { listTreeNodes } from '../../src/query/suggest/contract.ts';
import { CodeTree } from '../rules/code-tree.tsx';
import type { TreeName } from '../rules/tree-names.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import classes from './facts.module.css';
import { messages } from './messages.ts';

interface TreeInputProps {
  readonly tree: TreeName;
  readonly label: string;
  readonly many: boolean;
  /** Codes, one on each line. */
  readonly draft: string;
  readonly change: (draft: string) => void;
}

/** Chooses a place or a trade in its tree; what is chosen stands above it, with all that it lies in. */
export function TreeInput({ tree, label, many, draft, change }: TreeInputProps) {
  const say = useMessages(messages).edit;
  const text = useBilingual();
  const codes = draft.split('\n').filter((line) => line !== '');
  const input = { tree, codes, limit: 100 };
  const { data } = useEndpoint(listTreeNodes, input, { enabled: codes.length > 0, keep: true });
  const nodes = codes.length === 0 ? [] : (data?.rows ?? []);
  const paths = nodes.map(({ above, name }) => [...above.map((one) => one.name), name].map(text).join(' › '));
  return (
    <div className={classes['treeInput']}>
      <p role="status">
        {paths.length === 0 ? say.nothingChosen : paths.map((path) => <bdi key={path}>{path}</bdi>)}
      </p>
      <CodeTree
        tree={tree}
        label={label}
        values={codes}
        single={!many}
        onChange={(next) => change(next.join('\n'))}
      />
    </div>
  );
}
