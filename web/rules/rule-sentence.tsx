import { describeQuery } from '../../src/query/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual } from '../ui/i18n/language.ts';
import type { RuleProps } from './rule.ts';
import classes from './rules.module.css';

/** A rule in the reader's words; nothing while it cannot be read. */
export function RuleSentence({ kind, rule }: Omit<RuleProps, 'onRule'>) {
  const text = useBilingual();
  const { data, error } = useEndpoint(describeQuery, { kind, rule }, { keep: true });
  if (data === undefined || error !== null) return null;
  return (
    <p className={classes['sentence']} role="status">
      <bdi>{text(data)}</bdi>
    </p>
  );
}
