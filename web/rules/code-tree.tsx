import { Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Check, ChevronRight } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { boxState, type ChosenCode, toggleCode } from './code-selection.ts';
import { type FlatNode, useChosenNodes, useFlatTree } from './flat-tree.ts';
import { messages } from './messages.ts';
import classes from './rules.module.css';
import type { TreeName } from './tree-names.ts';

interface CodeTreeProps {
  readonly tree: TreeName;
  readonly label: string;
  readonly values: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
  /** One code is chosen, which takes the place of the one before. */
  readonly single?: boolean;
}

interface RowProps {
  readonly row: FlatNode;
  readonly chosen: readonly ChosenCode[];
  readonly focused: boolean;
  readonly single: boolean;
  readonly toggle: () => void;
  readonly twist: () => void;
  readonly focus: () => void;
}

function Twist({ open, name, twist }: { open: boolean | undefined; name: string; twist: () => void }) {
  const say = useMessages(messages).value;
  if (open === undefined) return <span className={classes['twist']} />;
  return (
    <span
      className={classes['twist']}
      data-open={open}
      title={say.open(name)}
      aria-hidden
      onClick={(event) => {
        event.stopPropagation();
        twist();
      }}
    >
      <ChevronRight size={16} />
    </span>
  );
}

function Row({ row, chosen, focused, single, toggle, twist, focus }: RowProps) {
  const text = useBilingual();
  const { node, depth, open } = row;
  const state = boxState({ code: node.code, above: node.above.map(({ code }) => code) }, chosen);
  const name = text(node.name);
  const path = row.found ? node.above.map((upper) => text(upper.name)).join(' › ') : '';
  const isOn = state === 'on' || (state === 'covered' && !single);
  const checked = state === 'mixed' ? 'mixed' : state !== 'off';
  return (
    <li
      role="treeitem"
      className={classes['node']}
      data-depth={depth}
      data-code={node.code}
      aria-level={depth + 1}
      aria-expanded={open}
      aria-selected={isOn}
      aria-checked={single ? undefined : checked}
      tabIndex={focused ? 0 : -1}
      onFocus={focus}
      onClick={toggle}
      onKeyDown={() => undefined}
    >
      <Twist open={open} name={name} twist={twist} />
      {single ? (
        <Check size={14} className={classes['one']} data-on={isOn} aria-hidden />
      ) : (
        <Checkbox
          size="xs"
          checked={isOn}
          indeterminate={state === 'mixed'}
          readOnly
          tabIndex={-1}
          aria-hidden
        />
      )}
      <bdi>{name}</bdi>
      {path !== '' && <small>{path}</small>}
    </li>
  );
}

/** What a key does among rows: another row to go to, or a row to open or close. */
function answerKey(
  key: string,
  rows: readonly FlatNode[],
  at: number,
): { go: number } | { twist: FlatNode } | undefined {
  const row = rows[at];
  if (key === 'ArrowDown') return { go: Math.min(rows.length - 1, at + 1) };
  if (key === 'ArrowUp') return { go: Math.max(0, at - 1) };
  if (key === 'Home') return { go: 0 };
  if (key === 'End') return { go: rows.length - 1 };
  if (row === undefined) return undefined;
  if (key === 'ArrowRight')
    return row.open === false ? { twist: row } : { go: Math.min(rows.length - 1, at + 1) };
  if (key !== 'ArrowLeft') return undefined;
  if (row.open === true) return { twist: row };
  return {
    go: Math.max(
      0,
      rows.findLastIndex((one, i) => i < at && one.depth < row.depth),
    ),
  };
}

/** A tree of codes with boxes: opened level by level as it is asked for, found by name, pinyin or code, and by keyboard alone. */
export function CodeTree({ tree, label, values, onChange, single = false }: CodeTreeProps) {
  const say = useMessages(messages).value;
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 150);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState(0);
  const list = useRef<HTMLUListElement>(null);
  const { rows, total, partsOf } = useFlatTree(tree, asked, opened);
  const { chosen, unknown } = useChosenNodes(tree, values, rows);
  const twist = ({ node }: FlatNode) => {
    const next = new Set(opened);
    if (!next.delete(node.code)) next.add(node.code);
    setOpened(next);
  };
  const toggle = ({ node }: FlatNode) => {
    if (single) {
      onChange([node.code]);
      return;
    }
    const one = { code: node.code, above: node.above.map(({ code }) => code) };
    const codes = toggleCode(one, chosen, partsOf);
    if (codes !== undefined) onChange([...unknown, ...codes]);
  };
  const go = (to: number) => {
    setAt(to);
    const items = list.current?.querySelectorAll<HTMLElement>('[role=treeitem]');
    items?.[to]?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows?.[at];
    if (rows === undefined || row === undefined) return;
    const answer = answerKey(event.key, rows, at);
    if (answer !== undefined && 'go' in answer) go(answer.go);
    else if (answer !== undefined) twist(answer.twist);
    else if (event.key === ' ' || event.key === 'Enter') toggle(row);
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes['editor']}>
      <TextInput
        size="xs"
        aria-label={say.find}
        placeholder={say.find}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={(event) => {
          const [first] = rows ?? [];
          if (event.nativeEvent.isComposing || first === undefined) return;
          if (event.key === 'ArrowDown') go(0);
          else if (event.key === 'Enter' && single && asked !== '') toggle(first);
          else return;
          event.preventDefault();
        }}
      />
      {rows === undefined && <LoadingRows count={6} height={28} />}
      {rows?.length === 0 && <p className={classes['note']}>{say.nothing}</p>}
      {rows !== undefined && rows.length > 0 && (
        <ul
          role="tree"
          aria-label={label}
          aria-multiselectable={!single}
          className={classes['tree']}
          ref={list}
          onKeyDown={onKeyDown}
        >
          {rows.map((row, i) => (
            <Row
              key={row.node.code}
              row={row}
              chosen={chosen}
              focused={i === Math.min(at, rows.length - 1)}
              single={single}
              toggle={() => toggle(row)}
              twist={() => twist(row)}
              focus={() => setAt(i)}
            />
          ))}
        </ul>
      )}
      {rows !== undefined && total > rows.length && asked !== '' && (
        <p className={classes['note']}>{say.tooMany(total)}</p>
      )}
    </div>
  );
}
