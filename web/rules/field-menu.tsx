import { TextInput } from '@mantine/core';
import { useId, useState, type KeyboardEvent } from 'react';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { type FilterField, searchFields } from './fields.ts';
import { messages } from './messages.ts';
import classes from './rules.module.css';

interface FieldMenuProps {
  readonly fields: readonly FilterField[];
  readonly choose: (field: FilterField) => void;
  readonly label: string;
}

/** Fields under their domains; those that were found stand together, the likeliest first. */
function groupFields(fields: readonly FilterField[], found: boolean) {
  if (found) return [{ domain: null, fields }];
  const domains = [...new Set(fields.map(({ domain }) => domain))];
  return domains.map((domain) => ({ domain, fields: fields.filter((field) => field.domain === domain) }));
}

/** All fields, found by their names in either language, pinyin or initials. */
export function FieldMenu({ fields, choose, label }: FieldMenuProps) {
  const say = useMessages(messages);
  const language = useBilingual();
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const id = useId();
  const found = searchFields(fields, text);
  const groups = groupFields(found, text.trim() !== '');
  const ordered = groups.flatMap((group) => group.fields);
  const chosen = Math.min(at, ordered.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || ordered.length === 0) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const field = ordered[chosen];
    if (step !== undefined) setAt((chosen + step + ordered.length) % ordered.length);
    else if (event.key === 'Enter' && field !== undefined) choose(field);
    else return;
    event.preventDefault();
  };
  return (
    <div className={classes['editor']}>
      <TextInput
        data-autofocus
        size="xs"
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={id}
        aria-activedescendant={ordered.length > 0 ? `${id}-${chosen}` : undefined}
        placeholder={say.chips.find}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={classes['fields']} role="listbox" id={id} aria-label={label} tabIndex={-1}>
        {groups.map((group) => (
          <div
            key={group.domain ?? ''}
            role="group"
            aria-label={group.domain === null ? label : say.domains[group.domain]}
          >
            {group.domain !== null && <h3 aria-hidden>{say.domains[group.domain]}</h3>}
            {group.fields.map((field) => {
              const place = ordered.indexOf(field);
              return (
                <div
                  key={field.key}
                  id={`${id}-${place}`}
                  role="option"
                  aria-selected={place === chosen}
                  tabIndex={-1}
                  className={classes['option']}
                  onClick={() => choose(field)}
                  onKeyDown={() => undefined}
                  onPointerMove={() => setAt(place)}
                  ref={(element) => {
                    if (place === chosen) element?.scrollIntoView({ block: 'nearest' });
                  }}
                >
                  <bdi>{language(field.label)}</bdi>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {ordered.length === 0 && <p className={classes['note']}>{say.chips.nothing}</p>}
    </div>
  );
}
