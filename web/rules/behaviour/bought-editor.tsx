import { TextInput } from '@mantine/core';
import { useMessages } from '../../ui/i18n/language.ts';
import classes from '../rules.module.css';
import { type BoughtForm, itemKinds, turnBought } from './bought.ts';
import { Choice, DayFields } from './inputs.tsx';
import { ItemInput } from './item-input.tsx';
import { messages } from './messages.ts';

interface BoughtProps<F extends BoughtForm = BoughtForm> {
  readonly form: F;
  readonly onChange: (form: BoughtForm) => void;
}

function Months({ form, onChange }: BoughtProps<Extract<BoughtForm, { ask: 'months' }>>) {
  const say = useMessages(messages).bought;
  const ends = [
    { key: 'first', label: say.first },
    { key: 'later', label: say.later },
  ] as const;
  return (
    <div className={classes['row']}>
      {ends.map(({ key, label }) => (
        <TextInput
          key={key}
          size="xs"
          type="month"
          label={label}
          value={form[key]}
          onChange={({ currentTarget: { value } }) => onChange({ ...form, [key]: value })}
        />
      ))}
    </div>
  );
}

function Days({ form, onChange }: BoughtProps<Extract<BoughtForm, { ask: 'days' }>>) {
  const say = useMessages(messages).bought;
  const { item } = form;
  return (
    <>
      <DayFields fixed days={form.between} onChange={(between) => onChange({ ...form, between })} />
      <div className={classes['row']}>
        <Choice
          label={say.what}
          value={item?.by ?? 'anything'}
          names={say.items}
          options={['anything', ...itemKinds] as const}
          onChange={(by) =>
            onChange({ ...form, item: by === 'anything' ? null : { name: item?.name ?? '', by } })
          }
        />
        {item !== null && (
          <ItemInput
            label={say.name}
            by={item.by}
            value={item.name}
            onChange={(name) => onChange({ ...form, item: { ...item, name } })}
          />
        )}
      </div>
    </>
  );
}

/** Who ordered: between two days, on request one thing, or first in one month and again in another. */
export function BoughtEditor({ form, onChange }: BoughtProps) {
  const say = useMessages(messages).bought;
  return (
    <>
      <Choice
        label={say.ask}
        value={form.ask}
        names={say.asks}
        options={['days', 'months'] as const}
        onChange={(ask) => onChange(turnBought(form, ask))}
      />
      {form.ask === 'months' ? (
        <Months form={form} onChange={onChange} />
      ) : (
        <Days form={form} onChange={onChange} />
      )}
    </>
  );
}
