import { Button, CloseButton, Popover, TextInput, VisuallyHidden } from '@mantine/core';
import { Building2, Clock, ListFilter, Search, User } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { useWorkspace } from '../ui/api/session.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useKept } from './kept.ts';
import { messages } from './messages.ts';
import type { RuleJson } from './rule.ts';
import classes from './rules.module.css';
import { type Option, useOptions } from './search-options.ts';
import { withRecent } from './typed-words.ts';

interface SearchBoxProps {
  readonly kind: Kind;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** Hears of a filter that the reader chose instead of words, with the words that are left. */
  readonly onRule?: (filter: RuleJson, words: string) => void;
  /** Hears of a customer that the reader chose; without it, its name is searched for. */
  readonly onOpen?: (id: string) => void;
}

const groups = ['recent', 'values', 'customers'] as const;

interface OptionsProps {
  readonly id: string;
  readonly kind: Kind;
  readonly options: readonly Option[];
  readonly at: number | null;
  readonly choose: (option: Option) => void;
  readonly point: (at: number) => void;
  readonly forget: () => void;
}

function Options({ id, kind, options, at, choose, point, forget }: OptionsProps) {
  const say = useMessages(messages).search;
  const icons = { recent: Clock, values: ListFilter, customers: kind === 'person' ? User : Building2 };
  return (
    <div className={classes['suggestions']}>
      <div role="listbox" id={id} aria-label={say.label}>
        {groups.map((group) => {
          const list = options.filter((one) => one.group === group);
          const Icon = icons[group];
          return (
            list.length > 0 && (
              <div key={group} role="group" aria-label={say[group]}>
                <h3 aria-hidden>{say[group]}</h3>
                {list.map((option) => {
                  const place = options.indexOf(option);
                  return (
                    <div
                      key={option.id}
                      id={`${id}-${place}`}
                      role="option"
                      aria-selected={place === at}
                      tabIndex={-1}
                      className={classes['option']}
                      onPointerDown={(event) => event.preventDefault()}
                      onClick={() => choose(option)}
                      onKeyDown={() => undefined}
                      onPointerMove={() => point(place)}
                    >
                      <Icon size={15} aria-hidden />
                      <bdi>{option.label}</bdi>
                      {option.note !== '' && <small>{option.note}</small>}
                    </div>
                  );
                })}
              </div>
            )
          );
        })}
      </div>
      {options[0]?.group === 'recent' && (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          onPointerDown={(event) => event.preventDefault()}
          onClick={forget}
        >
          {say.forget}
        </Button>
      )}
    </div>
  );
}

/** The place in the list after an arrow; null is the box itself, between the last and the first. */
function stepTo(at: number | null, step: 1 | -1, count: number): number | null {
  const next = (at ?? (step === 1 ? -1 : count)) + step;
  return next < 0 || next >= count ? null : next;
}

/**
 * Free text with suggestions while typing: filters and customers by Chinese, pinyin, initials or Latin, and earlier searches.
 * While an input method composes, its keys are its own.
 */
export function SearchBox({ kind, value, onChange, onRule, onOpen }: SearchBoxProps) {
  const say = useMessages(messages).search;
  const { id: workspace } = useWorkspace();
  const [recent, keepRecent] = useKept(`clientele.searches.${workspace}`, []);
  const [opened, setOpened] = useState(false);
  const [at, setAt] = useState<number | null>(null);
  const options = useOptions(kind, value, { recent, filters: onRule !== undefined });
  const id = useId();
  const active = at === null ? undefined : options[at];
  const isOpen = opened && options.length > 0;
  const close = () => {
    setOpened(false);
    setAt(null);
  };
  const choose = ({ choose: chosen }: Option) => {
    close();
    if ('filter' in chosen) onRule?.(chosen.filter, chosen.words);
    else if ('words' in chosen) onChange(chosen.words);
    else if (onOpen === undefined) onChange(chosen.name);
    else onOpen(chosen.open);
    keepRecent(withRecent(recent, value));
  };
  const submit = () => {
    if (isOpen && active !== undefined) {
      choose(active);
      return;
    }
    close();
    keepRecent(withRecent(recent, value));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setOpened(true);
      setAt(stepTo(isOpen ? at : null, event.key === 'ArrowDown' ? 1 : -1, options.length));
    } else if (event.key === 'Enter') {
      submit();
    } else if (event.key === 'Escape') {
      if (isOpen) close();
      else onChange('');
    } else return;
    event.preventDefault();
  };
  return (
    <Popover
      opened={isOpen}
      width="target"
      position="bottom-start"
      shadow="md"
      withRoles={false}
      withinPortal={false}
    >
      <Popover.Target>
        <TextInput
          type="text"
          role="combobox"
          aria-label={say.label}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          aria-activedescendant={isOpen && active !== undefined ? `${id}-${at ?? 0}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={say.placeholder}
          leftSection={<Search size={15} aria-hidden />}
          rightSection={
            value !== '' && <CloseButton size="sm" aria-label={say.clear} onClick={() => onChange('')} />
          }
          maxLength={1_000}
          value={value}
          onChange={({ currentTarget }) => {
            onChange(currentTarget.value);
            setOpened(true);
            setAt(null);
          }}
          onFocus={() => setOpened(true)}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
      </Popover.Target>
      <Popover.Dropdown p={4}>
        <Options {...{ id, kind, options, at, choose }} point={setAt} forget={() => keepRecent(null)} />
        <VisuallyHidden role="status">{say.found(options.length)}</VisuallyHidden>
      </Popover.Dropdown>
    </Popover>
  );
}
