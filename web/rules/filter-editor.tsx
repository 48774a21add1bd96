import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { type Filter, isComplete, writeFilter } from './condition.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { type FilterField, listingOf } from './fields.ts';
import { messages } from './messages.ts';
import type { RuleJson } from './rule.ts';
import classes from './rules.module.css';

/** What is filtered, among whom, and what is to happen with the filter. */
export interface FilterEditorProps {
  readonly kind: Kind;
  readonly field: FilterField;
  readonly filter: Filter;
  readonly among: RuleJson;
  readonly apply: (filter: RuleJson) => void;
}

/** One filter, changed at leisure and used by a button or Enter. */
export function FilterEditor({ kind, field, filter, among, apply }: FilterEditorProps) {
  const say = useMessages(messages).chips;
  const text = useBilingual();
  const [condition, setCondition] = useState(filter.condition);
  const complete = isComplete(condition);
  const form = useRef<HTMLFormElement>(null);
  // A popover gives the focus to what stands in it when it opens, and this may come later.
  useEffect(() => {
    if (form.current?.contains(document.activeElement) === false)
      form.current.querySelector<HTMLElement>('input, button')?.focus();
  }, []);
  return (
    <form
      ref={form}
      className={classes['editor']}
      aria-label={text(field.label)}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) apply(writeFilter({ key: field.key, condition }, listingOf(field)));
      }}
    >
      <strong>{text(field.label)}</strong>
      <ConditionEditor
        kind={kind}
        field={field}
        condition={condition}
        onChange={setCondition}
        among={among}
      />
      <Button type="submit" size="xs" disabled={!complete}>
        {say.apply}
      </Button>
    </form>
  );
}
