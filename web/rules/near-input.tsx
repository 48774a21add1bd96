import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { farthest, readPoint, writePoint } from '../../src/lib/point.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { PlainNumber } from './behaviour/inputs.tsx';
import type { Condition } from './condition.ts';
import { messages } from './messages.ts';
import classes from './rules.module.css';

type Near = Extract<Condition, { op: 'near' }>;

/** A place, as maps copy it, and how far from it. */
export function NearInput({ condition, onChange }: { condition: Near; onChange: (condition: Near) => void }) {
  const say = useMessages(messages).value;
  const { at, km } = condition;
  const [text, setText] = useState(at === null ? '' : writePoint(at));
  const isWrong = text.trim() !== '' && readPoint(text) === undefined;
  return (
    <div className={classes['editor']}>
      <TextInput
        size="xs"
        label={say.point}
        description={say.pointHint}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        error={isWrong && say.pointWrong}
        value={text}
        maxLength={100}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          onChange({ ...condition, at: readPoint(currentTarget.value) ?? null });
        }}
      />
      <PlainNumber
        label={say.km}
        value={km}
        min={0.001}
        max={farthest}
        onChange={(next) => onChange({ ...condition, km: next })}
      />
    </div>
  );
}
