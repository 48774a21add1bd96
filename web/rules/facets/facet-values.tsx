import { ActionIcon, Button, Checkbox, TextInput } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '../../../src/fields/types.ts';
import { LoadingRows } from '../../ui/feedback/loading.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { boxState, type BoxState, type ChosenCode } from '../code-selection.ts';
import type { FilterField } from '../fields.ts';
import { useChosenNodes } from '../flat-tree.ts';
import { messages } from '../messages.ts';
import { membersOf, type RuleJson, ruleText, withFilter, withoutField } from '../rule.ts';
import { treeOf } from '../tree-names.ts';
import { chosenValues } from '../values.ts';
import { useCounts } from './counts.ts';
import type { CountedValue } from './questions.ts';
import classes from './facets.module.css';

interface ValuesProps {
  readonly kind: Kind;
  readonly rule: RuleJson;
  readonly field: FilterField;
  readonly values: readonly CountedValue[] | undefined;
  readonly toggle: (value: RuleJson) => void;
}

const few = 6;

/** The name of a value as the reader reads it. */
function useValueName(): (value: Pick<CountedValue, 'label' | 'value'>) => string {
  const text = useBilingual();
  const { none } = useMessages(messages).facets;
  return ({ label, value }) => (label === null ? (value === null ? none : String(value)) : text(label));
}

/** The values of a field with their counts; as many as one wants to see, and found by a part of their names. */
export function FacetValues({ kind, rule, field, values, toggle }: ValuesProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const name = useValueName();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  if (values === undefined) return <LoadingRows count={4} height={28} />;
  if (values.length === 0) return <p className={classes['note']}>{say.facets.empty}</p>;
  const found = values.filter((value) => name(value).toLowerCase().includes(typed.trim().toLowerCase()));
  const shown = open ? found : found.slice(0, few);
  const label = text(field.label);
  return (
    <>
      {open && (
        <TextInput
          size="xs"
          aria-label={say.facets.find(label)}
          placeholder={say.value.find}
          value={typed}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      )}
      <ValueList
        {...{ kind, rule, field, toggle }}
        values={shown}
        above={[]}
        long={open && shown.length > 12}
      />
      {found.length === 0 && <p className={classes['note']}>{say.value.nothing}</p>}
      {values.length > few && (
        <Button
          size="compact-xs"
          variant="subtle"
          justify="flex-start"
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
            setTyped('');
          }}
        >
          {open ? say.facets.less : say.facets.more(values.length - few)}
        </Button>
      )}
    </>
  );
}

interface ListProps extends Omit<ValuesProps, 'values'> {
  readonly values: readonly CountedValue[];
  /** The codes that these lie in. */
  readonly above: readonly string[];
  readonly long?: boolean;
}

function useChosen(rule: RuleJson, field: FilterField) {
  const chosen = chosenValues(rule, field.key) ?? [];
  const tree = treeOf(field);
  const codes = chosen.flatMap((value) => {
    const { under, eq } = membersOf(value) ?? {};
    const code = under ?? eq;
    return typeof code === 'string' ? [code] : [];
  });
  const nodes = useChosenNodes(tree ?? 'region', tree === undefined ? [] : codes);
  return { texts: new Set(chosen.map(ruleText)), nodes: nodes.chosen };
}

function ValueList({ kind, rule, field, values, toggle, above, long = false }: ListProps) {
  const { texts, nodes } = useChosen(rule, field);
  return (
    <ul className={classes['values']} data-long={long}>
      {values.map((value) => (
        <ValueRow
          key={String(value.value)}
          {...{ kind, rule, field, value, toggle, above, nodes }}
          chosen={texts.has(ruleText(value.rule))}
        />
      ))}
    </ul>
  );
}

interface RowProps extends Omit<ListProps, 'values' | 'long'> {
  readonly value: CountedValue;
  readonly chosen: boolean;
  readonly nodes: readonly ChosenCode[];
}

function ValueRow({ kind, rule, field, value, toggle, above, chosen, nodes }: RowProps) {
  const name = useValueName();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const code = treeOf(field) !== undefined && typeof value.value === 'string' ? value.value : null;
  const label = name(value);
  return (
    <li>
      <div className={classes['value']}>
        <ValueBox {...{ value, toggle, chosen, label }} state={stateOf(code, above, nodes)} />
        <span className={classes['count']} title={format.number(value.count)}>
          {format.compact(value.count)}
        </span>
        {code !== null && value.rule !== null && deeper(field, code) && (
          <TwistButton open={open} label={label} twist={() => setOpen(!open)} />
        )}
      </div>
      {open && code !== null && (
        <Below {...{ kind, rule, field, toggle }} code={code} above={[...above, code]} />
      )}
    </li>
  );
}

function stateOf(code: string | null, above: readonly string[], nodes: readonly ChosenCode[]): BoxState {
  return code === null ? 'off' : boxState({ code, above }, nodes);
}

interface BoxProps extends Pick<RowProps, 'value' | 'toggle' | 'chosen'> {
  readonly label: string;
  readonly state: BoxState;
}

function ValueBox({ value, toggle, chosen, label, state }: BoxProps) {
  return (
    <Checkbox
      size="xs"
      label={<bdi>{label}</bdi>}
      checked={chosen || state === 'on' || state === 'covered'}
      indeterminate={!chosen && state === 'mixed'}
      disabled={value.rule === null || state === 'covered'}
      onChange={() => toggle(value.rule)}
    />
  );
}

function TwistButton({ open, label, twist }: { open: boolean; label: string; twist: () => void }) {
  const say = useMessages(messages).value;
  const Sign = open ? ChevronDown : ChevronRight;
  return (
    <ActionIcon
      size="xs"
      variant="subtle"
      color="gray"
      aria-label={say.open(label)}
      aria-expanded={open}
      onClick={twist}
    >
      <Sign size={14} aria-hidden />
    </ActionIcon>
  );
}

/** Whether something may lie below a code: counties and classes are the last. */
function deeper({ type }: FilterField, code: string): boolean {
  return type === 'region' ? code.endsWith('00') : code.length < 4;
}

function Below({ kind, rule, field, toggle, code, above }: Omit<ListProps, 'values'> & { code: string }) {
  const inside = withFilter(withoutField(rule, field.key), { field: field.key, under: code });
  const { values, stale } = useCounts(kind, inside, { keys: [field.key], own: false })(field.key);
  if (values === undefined) return <LoadingRows count={2} height={28} />;
  const parts = values.filter(({ value }) => value !== code && value !== null);
  return (
    <div data-stale={stale}>
      <ValueList {...{ kind, rule, field, toggle, above }} values={parts} />
    </div>
  );
}
