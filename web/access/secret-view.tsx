import { TextInput } from '@mantine/core';
import { CopyButton } from '../ui/page/copy-button.tsx';

/** Something that is shown once, to be copied. */
export function SecretView({ label, text }: { label: string; text: string }) {
  return (
    <TextInput
      label={label}
      value={text}
      readOnly
      onFocus={({ currentTarget }) => currentTarget.select()}
      rightSection={<CopyButton text={text} />}
    />
  );
}
