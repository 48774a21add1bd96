import { TextInput, Textarea } from '@mantine/core';
import type { Bilingual } from '../../src/lib/problem.ts';
import { useMessages } from '../ui/i18n/language.ts';
import classes from './forms.module.css';
import { messages } from './messages.ts';

interface TextPairProps {
  readonly label: string;
  readonly value: Bilingual;
  readonly onChange: (value: Bilingual) => void;
  readonly maxLength: number;
  /** Several lines. */
  readonly long?: boolean;
}

/** A text in both languages, side by side where there is room. */
export function TextPair({ label, value, onChange, maxLength, long = false }: TextPairProps) {
  const say = useMessages(messages);
  const input = (language: keyof Bilingual, name: string) => {
    const change = (text: string) => onChange({ ...value, [language]: text });
    const common = { label: name, maxLength, value: value[language] };
    return long ? (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={8}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    ) : (
      <TextInput {...common} onChange={({ currentTarget }) => change(currentTarget.value)} />
    );
  };
  return (
    <div className={classes['pair']}>
      {input('en', say.inEnglish(label))}
      {input('zh', say.inChinese(label))}
    </div>
  );
}
