import { NativeSelect } from '@mantine/core';
import type { Kind } from '../../../src/fields/types.ts';
import { listFields } from '../../../src/records/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import classes from '../rules.module.css';
import { Choice, SpanFields } from './inputs.tsx';
import { messages } from './messages.ts';
import type { VerifiedForm } from './verified.ts';

interface VerifiedProps {
  readonly kind: Kind;
  readonly form: VerifiedForm;
  readonly onChange: (form: VerifiedForm) => void;
}

/** Whose value of a field was verified: which field, and how long ago at most. */
export function VerifiedEditor({ kind, form, onChange }: VerifiedProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { data } = useEndpoint(listFields, { kind });
  const fields = (data?.rows ?? []).filter(({ sight, type }) => sight !== 'masked' && type !== 'secret');
  const isKnown = fields.some(({ key }) => key === form.field);
  return (
    <>
      <div className={classes['row']}>
        <NativeSelect
          size="xs"
          label={say.verified.field}
          value={form.field}
          data={[
            ...(isKnown ? [] : [{ value: form.field, label: form.field }]),
            ...fields.map(({ key, label }) => ({ value: key, label: text(label) })),
          ]}
          onChange={({ currentTarget }) => onChange({ ...form, field: currentTarget.value })}
        />
        <Choice
          label={say.when}
          value={form.within === '' ? 'fresh' : 'within'}
          names={say.verified.whens}
          options={['fresh', 'within'] as const}
          onChange={(next) => onChange({ ...form, within: next === 'fresh' ? '' : '30d' })}
        />
      </div>
      {form.within !== '' && (
        <SpanFields span={form.within} onChange={(within) => onChange({ ...form, within })} />
      )}
    </>
  );
}
