import { Autocomplete, NumberInput, Select } from '@mantine/core';
import { channels, lawfulBases, listSources, parties, type Source } from '../../../src/sources/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';

/** A source as the import will make or find it. */
export type SourceChoice = Pick<Source, 'name' | 'party' | 'channel' | 'trust' | 'basis'>;

export const newSource: SourceChoice = {
  name: '',
  party: 'first',
  channel: 'file',
  trust: 50,
  basis: 'unknown',
};

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly values: readonly T[];
  readonly names: Readonly<Record<T, string>>;
  readonly value: T;
  readonly disabled?: boolean;
  readonly onChange: (value: T) => void;
}

/** One of a few values that have names in both languages. */
export function ChoiceSelect<T extends string>({ values, names, onChange, ...rest }: ChoiceProps<T>) {
  return (
    <Select
      {...rest}
      allowDeselect={false}
      data={values.map((value) => ({ value, label: names[value] }))}
      onChange={(chosen) => {
        const value = values.find((one) => one === chosen);
        if (value !== undefined) onChange(value);
      }}
    />
  );
}

interface SourceFormProps {
  readonly value: SourceChoice;
  readonly onChange: (value: SourceChoice) => void;
}

/** Where the facts come from: a known source by its name, or a new one. */
export function SourceForm({ value, onChange }: SourceFormProps) {
  const { wizard: say, parties: partyNames, bases, channels: channelNames } = useMessages(messages);
  const known = useEndpoint(listSources, {}).data?.rows ?? [];
  const found = known.find(({ name }) => name === value.name.trim());
  const shown = found ?? value;
  const note = value.name.trim() === '' ? say.sourceMissing : found ? say.sourceKnown : say.sourceNew;
  const disabled = found !== undefined;
  return (
    <div>
      <p className={classes['lead']}>{say.sourceLead}</p>
      <div className={classes['fields']}>
        <Autocomplete
          label={say.sourceName}
          description={note}
          inputWrapperOrder={['label', 'input', 'description']}
          data={known.map(({ name }) => name)}
          maxLength={100}
          required
          value={value.name}
          onChange={(name) => onChange({ ...value, name })}
        />
        <ChoiceSelect
          label={say.party}
          values={parties}
          names={partyNames}
          value={shown.party}
          disabled={disabled}
          onChange={(party) => onChange({ ...value, party })}
        />
        <ChoiceSelect
          label={say.channel}
          values={channels}
          names={channelNames}
          value={shown.channel}
          disabled={disabled}
          onChange={(channel) => onChange({ ...value, channel })}
        />
        <ChoiceSelect
          label={say.basis}
          values={lawfulBases}
          names={bases}
          value={shown.basis}
          disabled={disabled}
          onChange={(basis) => onChange({ ...value, basis })}
        />
        <NumberInput
          label={say.trust}
          min={0}
          max={100}
          allowDecimal={false}
          clampBehavior="strict"
          value={shown.trust}
          disabled={disabled}
          onChange={(trust) => onChange({ ...value, trust: Number(trust) || 0 })}
        />
      </div>
    </div>
  );
}
