import { NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { Setting } from '../../src/connectors/contract.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';

/** Values of settings by their keys. */
export type Values = Readonly<Record<string, string | number | boolean>>;

interface FieldProps {
  readonly setting: Setting;
  readonly value: string | number | boolean | undefined;
  /** True for a secret that is set already. */
  readonly isSet: boolean;
  readonly onChange: (value: string | number | boolean) => void;
}

function SettingField({ setting, value, isSet, onChange }: FieldProps) {
  const text = useBilingual();
  const say = useMessages(messages);
  const { type, label, help, required, choices } = setting;
  const common = { label: text(label), description: help === null ? undefined : text(help) };
  const shown = value === undefined ? '' : String(value);
  if (type === 'flag')
    return (
      <Switch
        {...common}
        checked={value === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    );
  if (type === 'number')
    return (
      <NumberInput
        {...common}
        required={required}
        value={shown}
        onChange={(next) => onChange(Number(next))}
      />
    );
  if (type === 'choice')
    return (
      <Select
        {...common}
        allowDeselect={false}
        value={shown}
        data={choices.map((one) => ({ value: one.key, label: text(one.label) }))}
        onChange={(next) => onChange(next ?? shown)}
      />
    );
  const input = { value: shown, maxLength: 4_000, onChange: (next: string) => onChange(next) };
  const secret = {
    ...(isSet ? { placeholder: say.secretSet } : {}),
    required: required && !isSet,
    autoComplete: 'new-password',
  };
  if (type === 'secret-lines')
    return (
      <Textarea
        {...common}
        {...input}
        {...secret}
        autosize
        minRows={2}
        maxRows={8}
        spellCheck={false}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      />
    );
  return type === 'secret' ? (
    <PasswordInput
      {...common}
      {...input}
      {...secret}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  ) : (
    <TextInput
      {...common}
      {...input}
      required={required}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}

/** What settings are before anybody has said anything. */
export function initialValues(settings: readonly Setting[]): Values {
  return Object.fromEntries(
    settings.flatMap(({ key, initial }) => (initial === null ? [] : [[key, initial] as const])),
  );
}

interface SettingsFieldsProps {
  readonly settings: readonly Setting[];
  readonly values: Values;
  readonly secrets: readonly string[];
  readonly onChange: (values: Values) => void;
}

/** The settings of a kind of connector, drawn as the kind describes them. */
export function SettingsFields({ settings, values, secrets, onChange }: SettingsFieldsProps) {
  return (
    <>
      {settings.map((setting) => (
        <SettingField
          key={setting.key}
          setting={setting}
          value={values[setting.key]}
          isSet={secrets.includes(setting.key)}
          onChange={(value) => onChange({ ...values, [setting.key]: value })}
        />
      ))}
    </>
  );
}
