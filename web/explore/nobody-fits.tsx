import { Button } from '@mantine/core';
import { Database, SearchX } from 'lucide-react';
import { Link } from 'wouter';
import { kinds, type Kind } from '../../src/fields/types.ts';
import { getOverview } from '../../src/query/overview/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { messages } from './messages.ts';
import { everyone } from './rule.ts';
import { everybodyOf } from './state.ts';
import type { ChangeState } from './use-address.ts';

interface NobodyProps {
  readonly kind: Kind;
  readonly filtered: boolean;
  readonly change: ChangeState;
}

/** What stands there when no row does: nobody is known yet, or nobody fits. */
export function NobodyFits({ kind, filtered, change }: NobodyProps) {
  const say = useMessages(messages).empty;
  if (!filtered) return <NobodyYet kind={kind} change={change} />;
  const clear = () => change({ rule: everyone, words: '' });
  return (
    <EmptyState icon={SearchX} title={say.title} action={<Button onClick={clear}>{say.clear}</Button>}>
      {say.lead}
    </EmptyState>
  );
}

/** Nobody of this kind is known; where others are, the way leads to them. */
function NobodyYet({ kind, change }: Omit<NobodyProps, 'filtered'>) {
  const say = useMessages(messages).empty;
  const format = useFormat();
  const mayBegin = useMay('editor');
  const other = kinds.find((one) => one !== kind) ?? kind;
  const others = useEndpoint(getOverview, { kind: other }).data?.total ?? 0;
  if (others > 0)
    return (
      <EmptyState
        icon={Database}
        title={say.noneOf[kind]}
        action={<Button onClick={() => change(everybodyOf(other))}>{say.show[other]}</Button>}
      >
        {say.others[other](others, format.number(others))}
      </EmptyState>
    );
  const begin = (
    <Button component={Link} href="/welcome">
      {say.begin}
    </Button>
  );
  return (
    <EmptyState icon={Database} title={say.none} action={mayBegin && begin}>
      {say.noneLead}
    </EmptyState>
  );
}
