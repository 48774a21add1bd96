import { ActionIcon, Button, NativeSelect, Popover, Textarea } from '@mantine/core';
import { Braces, CircleSlash2, Plus, Trash2 } from 'lucide-react';
import { createContext, useContext, useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { AddBehaviour } from './behaviour/add-behaviour.tsx';
import { BehaviourEditor } from './behaviour/behaviour-editor.tsx';
import { messages as behaviourMessages } from './behaviour/messages.ts';
import { behaviourOf } from './behaviour/parts.ts';
import { otherOf, readRelated, type RelatedForm, writeRelated } from './behaviour/related.ts';
import { readFilter, writeFilter } from './condition.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { FieldMenu } from './field-menu.tsx';
import { beginCondition, type FilterField, listingOf, operatorsOf, useFilterFields } from './fields.ts';
import { messages } from './messages.ts';
import { type Group, pathText, readGroup, replaceAt, type RuleJson, type RulePath } from './rule.ts';
import classes from './rules.module.css';

/** What all parts of a rule that is being built share. */
interface Building {
  readonly kind: Kind;
  readonly fields: readonly FilterField[];
  /** Puts another part at a path; undefined takes it away. */
  readonly replace: (path: RulePath, part: RuleJson | undefined) => void;
  /** What the server says is wrong, and at which part. */
  readonly wrong: { readonly path: string; readonly text: string } | null;
}

export const BuildingContext = createContext<Building>({
  kind: 'organization',
  fields: [],
  replace: () => undefined,
  wrong: null,
});

interface PartProps {
  readonly part: RuleJson;
  readonly path: RulePath;
}

/** What is wrong with a part itself: not with a part inside it. */
function useWrong({ part, path }: PartProps): string | undefined {
  const { wrong } = useContext(BuildingContext);
  if (wrong === null) return undefined;
  const own = pathText(path);
  const place = wrong.path === '(rule)' ? '' : wrong.path;
  if (place !== own && !(place.startsWith(own) && /^[.[]|^$/.test(place.slice(own.length)))) {
    return own === '' ? wrong.text : undefined;
  }
  const inner = innerPaths(part, path);
  return inner.some((one) => place === one || place.startsWith(`${one}.`) || place.startsWith(`${one}[`))
    ? undefined
    : wrong.text;
}

function innerPath(part: RuleJson, path: RulePath, at: number): RulePath {
  const join = readGroup(part)?.join ?? 'all';
  return join === 'not' ? [...path, 'not'] : [...path, join, at];
}

/** The places of the parts inside a part, as problems name them. */
function innerPaths(part: RuleJson, path: RulePath): string[] {
  if (readRelated(part) !== undefined) return [pathText([...path, 'where'])];
  return (readGroup(part)?.parts ?? []).map((_, i) => pathText(innerPath(part, path, i)));
}

function Wrong({ text }: { text: string | undefined }) {
  return text === undefined ? null : (
    <p className={classes['wrong']} role="alert">
      {text}
    </p>
  );
}

function JsonPart({ part, path }: PartProps) {
  const say = useMessages(messages).builder;
  const { replace } = useContext(BuildingContext);
  const [text, setText] = useState(() => JSON.stringify(part, null, 2));
  const [broken, setBroken] = useState(false);
  const change = (next: string) => {
    setText(next);
    try {
      const read: RuleJson = JSON.parse(next);
      setBroken(false);
      replace(path, read);
    } catch {
      setBroken(true);
    }
  };
  return (
    <Textarea
      aria-label={say.json}
      description={say.jsonLead}
      error={broken && say.jsonWrong}
      autosize
      minRows={2}
      maxRows={16}
      spellCheck={false}
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      styles={{ input: { fontFamily: 'var(--font-code)', fontSize: 'var(--mantine-font-size-xs)' } }}
    />
  );
}

/** Adds a condition on a field that is then chosen. */
function AddCondition({ add }: { add: (part: RuleJson) => void }) {
  const say = useMessages(messages);
  const { fields } = useContext(BuildingContext);
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="bottom-start" shadow="md">
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<Plus size={14} aria-hidden />}
          onClick={() => setOpened(!opened)}
        >
          {say.builder.condition}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes['popover'] ?? ''} aria-label={say.chips.addTitle}>
        <FieldMenu
          fields={fields}
          label={say.chips.addTitle}
          choose={(field) => {
            const [operator = 'in'] = operatorsOf(field);
            setOpened(false);
            add(
              writeFilter({ key: field.key, condition: beginCondition(operator, field) }, listingOf(field)),
            );
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

/** What can be done with a part: its opposite, its JSON, its removal. */
function PartTools({ part, path, json }: PartProps & { json?: () => void }) {
  const say = useMessages(messages).builder;
  const { replace } = useContext(BuildingContext);
  const group = readGroup(part);
  const [inner] = group?.join === 'not' ? group.parts : [];
  const tools = [
    {
      label: inner === undefined ? say.negate : say.plain,
      icon: CircleSlash2,
      run: () => replace(path, inner ?? { not: part }),
    },
    ...(json === undefined ? [] : [{ label: say.json, icon: Braces, run: json }]),
    ...(path.length === 0 ? [] : [{ label: say.remove, icon: Trash2, run: () => replace(path, undefined) }]),
  ];
  return (
    <span>
      {tools.map(({ label, icon: Icon, run }) => (
        <ActionIcon
          key={label}
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={label}
          title={label}
          onClick={run}
        >
          <Icon size={14} aria-hidden />
        </ActionIcon>
      ))}
    </span>
  );
}

function GroupPart({ part, path, group }: PartProps & { group: Group }) {
  const say = useMessages(messages).builder;
  const { kind, replace } = useContext(BuildingContext);
  const wrong = useWrong({ part, path });
  const add = (one: RuleJson) => replace(path, { [group.join]: [...group.parts, one] });
  const empty = group.parts.length === 0;
  return (
    <fieldset className={classes['group']} data-join={group.join} data-wrong={wrong !== undefined}>
      <div className={classes['groupHead']}>
        {group.join === 'not' ? (
          <strong>{say.joins.not}</strong>
        ) : (
          <NativeSelect
            size="xs"
            aria-label={say.join}
            value={group.join}
            data={[
              { value: 'all', label: say.joins.all },
              { value: 'any', label: say.joins.any },
            ]}
            onChange={({ currentTarget }) => replace(path, { [currentTarget.value]: [...group.parts] })}
          />
        )}
        <PartTools part={part} path={path} />
      </div>
      {empty && <p className={classes['note']}>{group.join === 'any' ? say.nobody : say.nothing}</p>}
      {group.parts.map((one, at) => (
        <Part key={at} part={one} path={innerPath(part, path, at)} />
      ))}
      {group.join !== 'not' && (
        <div className={classes['groupHead']}>
          <AddCondition add={add} />
          <AddBehaviour kind={kind} add={add} />
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => add({ [group.join === 'all' ? 'any' : 'all']: [] })}
          >
            {say.group}
          </Button>
        </div>
      )}
      <Wrong text={wrong} />
    </fieldset>
  );
}

/** The field that a part is about and what it asks, where it is one of fields. */
function useDrawn(part: RuleJson) {
  const { fields } = useContext(BuildingContext);
  const filter = readFilter(part);
  const field = fields.find(({ key }) => key === filter?.key);
  return filter === undefined || field === undefined ? undefined : { filter, field };
}

function useIsDrawn(part: RuleJson): boolean {
  const drawn = useDrawn(part);
  return drawn !== undefined || behaviourOf(part) !== undefined;
}

/** The rule about those whom somebody is related with: it asks for fields of their kind. */
function OtherPart({ part, path }: PartProps) {
  const { kind } = useContext(BuildingContext);
  const form = readRelated(part);
  return form === undefined ? null : <OtherRule path={path} form={form} other={otherOf(form, kind)} />;
}

function OtherRule({ path, form, other }: { path: RulePath; form: RelatedForm; other: Kind }) {
  const say = useMessages(behaviourMessages).related;
  const building = useContext(BuildingContext);
  const fields = useFilterFields(other);
  const at = [...path, 'where'];
  const replace = (inner: RulePath, part: RuleJson | undefined) => {
    const where = replaceAt(form.where, inner.slice(at.length), part);
    building.replace(path, writeRelated({ ...form, where }));
  };
  return (
    <BuildingContext value={{ ...building, kind: other, fields, replace }}>
      <div role="group" aria-label={say.where}>
        <span className={classes['note']}>{say.where}</span>
        <Part part={form.where} path={at} />
      </div>
    </BuildingContext>
  );
}

function DrawnPart({ part, path }: PartProps) {
  const text = useBilingual();
  const say = useMessages(behaviourMessages);
  const { kind, replace } = useContext(BuildingContext);
  const drawn = useDrawn(part);
  const behaviour = behaviourOf(part);
  if (drawn === undefined)
    return (
      <>
        {behaviour !== undefined && <strong>{say.kinds[behaviour]}</strong>}
        <BehaviourEditor kind={kind} part={part} onChange={(next) => replace(path, next)} />
        <OtherPart part={part} path={path} />
      </>
    );
  const { field, filter } = drawn;
  return (
    <>
      <strong>{text(field.label)}</strong>
      <ConditionEditor
        kind={kind}
        field={field}
        condition={filter.condition}
        onChange={(condition) => replace(path, writeFilter({ key: field.key, condition }, listingOf(field)))}
      />
    </>
  );
}

function LeafPart({ part, path }: PartProps) {
  const [json, setJson] = useState(false);
  const wrong = useWrong({ part, path });
  const isDrawn = useIsDrawn(part);
  return (
    <div className={classes['leaf']} data-wrong={wrong !== undefined}>
      <div className={classes['editor']}>
        {isDrawn && !json ? <DrawnPart part={part} path={path} /> : <JsonPart part={part} path={path} />}
        <Wrong text={wrong} />
      </div>
      <PartTools part={part} path={path} {...(isDrawn ? { json: () => setJson(!json) } : {})} />
    </div>
  );
}

/** One part of a rule: a group with its parts, a condition, or what is kept as JSON. */
export function Part({ part, path }: PartProps) {
  const group = readFilter(part) === undefined ? readGroup(part) : undefined;
  return group === undefined ? (
    <LeafPart part={part} path={path} />
  ) : (
    <GroupPart part={part} path={path} group={group} />
  );
}
