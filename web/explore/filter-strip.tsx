import { Button } from '@mantine/core';
import { X } from 'lucide-react';
import type { Kind } from '../../src/fields/types.ts';
import { describeQuery } from '../../src/query/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import classes from './explore.module.css';
import { messages } from './messages.ts';
import type { RuleJson } from './rule.ts';

/** What the filter says, in words, and the way out of it. */
export function FilterStrip({ kind, rule, clear }: { kind: Kind; rule: RuleJson; clear: () => void }) {
  const say = useMessages(messages).filter;
  const text = useBilingual();
  const { data } = useEndpoint(describeQuery, { kind, rule }, { keep: true });
  return (
    <div className={classes['filterStrip']}>
      <span className={classes['soft']}>{say.title}</span>
      <span>
        <bdi>{data && text(data)}</bdi>
      </span>
      <Button size="compact-sm" variant="subtle" leftSection={<X size={14} aria-hidden />} onClick={clear}>
        {say.clear}
      </Button>
    </div>
  );
}
