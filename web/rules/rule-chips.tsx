import { Button, Popover } from '@mantine/core';
import { ListFilter, Network, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { describeQuery } from '../../src/query/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useLanguage, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { type Filter, readFilter } from './condition.ts';
import { type Writing, writeCondition } from './condition-words.ts';
import { FieldMenu } from './field-menu.tsx';
import { beginCondition, type FilterField, operatorsOf, useFilterFields } from './fields.ts';
import { messages } from './messages.ts';
import { everyone, filtersOf, type RuleJson, type RuleProps } from './rule.ts';
import { LazyBuilder } from './lazy-builder.tsx';
import { expectFilterEditor, LazyFilterEditor } from './lazy-filter-editor.tsx';
import classes from './rules.module.css';
import { useTreeNames } from './tree-names.ts';

interface Drawn {
  readonly field: FilterField;
  readonly filter: Filter;
}

interface ChipProps {
  readonly kind: Kind;
  readonly part: RuleJson;
  readonly drawn: Drawn | undefined;
  readonly words: string | undefined;
  readonly among: RuleJson;
  readonly replace: (part: RuleJson | null) => void;
  readonly openBuilder: () => void;
}

/** The words of a part that has no form of its own, as the server says them. */
function useDescription(kind: Kind, part: RuleJson, asked: boolean): { text: string; wrong: boolean } {
  const language = useBilingual();
  const { data, error } = useEndpoint(describeQuery, { kind, rule: part }, { enabled: asked });
  return {
    text: data === undefined ? JSON.stringify(part).slice(0, 80) : language(data),
    wrong: error !== null,
  };
}

function Chip({ kind, part, drawn, words, among, replace, openBuilder }: ChipProps) {
  const say = useMessages(messages).chips;
  const text = useBilingual();
  const [editing, setEditing] = useState(false);
  const described = useDescription(kind, part, drawn === undefined);
  const label = drawn === undefined ? described.text : `${text(drawn.field.label)} ${words ?? ''}`;
  return (
    <Popover
      opened={editing}
      onChange={setEditing}
      trapFocus
      returnFocus
      withRoles={false}
      position="bottom-start"
      shadow="md"
    >
      <Popover.Target>
        <span
          className={classes['chip']}
          data-wrong={drawn === undefined && described.wrong}
          onPointerEnter={expectFilterEditor}
        >
          <button
            type="button"
            className={classes['chipText']}
            aria-label={say.edit(label)}
            aria-haspopup="dialog"
            aria-expanded={editing}
            title={label}
            onClick={() => (drawn === undefined ? openBuilder() : setEditing(!editing))}
            onKeyDown={({ key }) => {
              if (key === 'Delete' || key === 'Backspace') replace(null);
            }}
          >
            {drawn === undefined ? (
              <bdi>{label}</bdi>
            ) : (
              <>
                <span>{text(drawn.field.label)}</span> <b>{words}</b>
              </>
            )}
          </button>
          <button
            type="button"
            className={classes['chipRemove']}
            aria-label={say.remove(label)}
            onClick={() => replace(null)}
          >
            <X size={14} aria-hidden />
          </button>
        </span>
      </Popover.Target>
      <Popover.Dropdown className={classes['popover'] ?? ''} role="dialog" aria-label={say.edit(label)}>
        {drawn !== undefined && (
          <LazyFilterEditor
            kind={kind}
            field={drawn.field}
            filter={drawn.filter}
            among={among}
            apply={(next) => {
              setEditing(false);
              replace(next);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

interface AddProps {
  readonly kind: Kind;
  readonly fields: readonly FilterField[];
  readonly among: RuleJson;
  readonly add: (part: RuleJson) => void;
}

function AddFilter({ kind, fields, among, add }: AddProps) {
  const say = useMessages(messages).chips;
  const [opened, setOpened] = useState(false);
  const [field, setField] = useState<FilterField | null>(null);
  const show = (next: boolean) => {
    setOpened(next);
    if (!next) return;
    setField(null);
    expectFilterEditor();
  };
  const [operator = 'in'] = field === null ? [] : operatorsOf(field);
  return (
    <Popover opened={opened} onChange={show} trapFocus returnFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<ListFilter size={14} aria-hidden />}
          onClick={() => show(!opened)}
        >
          {say.add}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['popover'] ?? ''} aria-label={say.addTitle}>
        {field === null ? (
          <FieldMenu fields={fields} choose={setField} label={say.addTitle} />
        ) : (
          <LazyFilterEditor
            kind={kind}
            field={field}
            filter={{ key: field.key, condition: beginCondition(operator, field) }}
            among={among}
            apply={(part) => {
              setOpened(false);
              add(part);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function drawPart(part: RuleJson, fields: readonly FilterField[]): Drawn | undefined {
  const filter = readFilter(part);
  const field = fields.find(({ key }) => key === filter?.key);
  return filter === undefined || field === undefined ? undefined : { field, filter };
}

/** The filters of a rule as chips: read, changed, taken away one by one or all, and added to. */
export function RuleChips({ kind, rule, onRule }: RuleProps) {
  const say = useMessages(messages);
  const language = useLanguage();
  const format = useFormat();
  const fields = useFilterFields(kind);
  const names = useTreeNames(rule, fields);
  const writing: Writing = { say, language, format, names };
  const [building, setBuilding] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const parts = filtersOf(rule);
  const replace = (at: number, next: RuleJson | null) => {
    onRule({ all: parts.flatMap((part, i) => (i !== at ? [part] : next === null ? [] : [next])) });
    if (next === null) list.current?.querySelector<HTMLElement>('li:last-child button')?.focus();
  };
  return (
    <>
      <ul className={classes['chips']} aria-label={say.chips.title} ref={list}>
        {parts.map((part, at) => {
          const drawn = drawPart(part, fields);
          return (
            <li key={at}>
              <Chip
                kind={kind}
                part={part}
                drawn={drawn}
                words={drawn && writeCondition(drawn.filter.condition, drawn.field, writing)}
                among={{ all: parts.filter((_, i) => i !== at) }}
                replace={(next) => replace(at, next)}
                openBuilder={() => setBuilding(true)}
              />
            </li>
          );
        })}
        <li>
          <AddFilter
            kind={kind}
            fields={fields}
            among={rule}
            add={(part) => onRule({ all: [...parts, part] })}
          />
        </li>
        <li>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<Network size={14} aria-hidden />}
            onClick={() => setBuilding(true)}
          >
            {say.chips.advanced}
          </Button>
        </li>
        {parts.length > 0 && (
          <li>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onRule(everyone)}>
              {say.chips.clear}
            </Button>
          </li>
        )}
      </ul>
      {building && <LazyBuilder kind={kind} rule={rule} onRule={onRule} close={() => setBuilding(false)} />}
    </>
  );
}
