import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { Kind } from '../../../src/fields/types.ts';
import {
  createComputedValue,
  listComputedValues,
  type Measure,
  type OwnValue,
  updateComputedValue,
  type ValueSpec,
} from '../../../src/insights/computed/contract.ts';
import { useAction } from '../../ui/api/use-endpoint.ts';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { messages as shared } from '../../ui/messages.ts';
import { Dialog } from '../../ui/page/dialog.tsx';
import { dividedHows, firstMeasure, isWhole } from './draft.ts';
import { MeasureForm } from './measure-form.tsx';
import { messages } from './messages.ts';
import { ValuePreview } from './value-preview.tsx';

interface DialogProps {
  readonly kind: Kind;
  /** What is changed; null for a new value. */
  readonly value: OwnValue | null;
  readonly close: () => void;
}

const shapes = ['one', 'ratio'] as const;

function changeShape(spec: ValueSpec, shape: string): ValueSpec {
  if (shape === 'one') return spec.how === 'ratio' ? spec.top : spec;
  if (spec.how === 'ratio') return spec;
  const isDivided = dividedHows.some((how) => how === spec.how);
  return { how: 'ratio', top: isDivided ? spec : firstMeasure, bottom: firstMeasure };
}

function SpecForm({ spec, onChange }: { spec: ValueSpec; onChange: (spec: ValueSpec) => void }) {
  const say = useMessages(messages);
  if (spec.how !== 'ratio') return <MeasureForm measure={spec} onChange={onChange} isPart={false} />;
  const part = (which: 'top' | 'bottom') => (
    <section aria-label={say[which]}>
      <h3>{say[which]}</h3>
      <MeasureForm
        measure={spec[which]}
        onChange={(measure: Measure) => onChange({ ...spec, [which]: measure })}
        isPart
      />
    </section>
  );
  return (
    <>
      {part('top')}
      {part('bottom')}
    </>
  );
}

/** Defines a value in plain words; a sentence and a few customers say what comes out. */
export function ValueDialog({ kind, value, close }: DialogProps) {
  const say = useMessages(messages);
  const words = useMessages(shared);
  const [name, setName] = useState(value?.name ?? '');
  const [spec, setSpec] = useState<ValueSpec>(value?.spec ?? firstMeasure);
  const [asked] = useDebouncedValue(spec, 300);
  const options = { refreshes: [listComputedValues] };
  const create = useAction(createComputedValue, options);
  const update = useAction(updateComputedValue, options);
  const save = async () => {
    const saved =
      value === null
        ? await create.run({ kind, name, spec })
        : await update.run({ id: value.id, name, spec });
    if (saved === undefined) return;
    showDone(say.saved);
    close();
  };
  return (
    <Dialog opened close={close} title={value === null ? say.define : say.editOne(value.name)} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <TextInput
            data-autofocus
            required
            label={say.name}
            maxLength={100}
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <SegmentedControl
            aria-label={say.shape}
            value={spec.how === 'ratio' ? 'ratio' : 'one'}
            onChange={(shape) => setSpec(changeShape(spec, shape))}
            data={shapes.map((one) => ({ value: one, label: say.shapes[one] }))}
          />
          <SpecForm spec={spec} onChange={setSpec} />
          <ValuePreview kind={kind} spec={asked} />
        </Stack>
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          <Button
            type="submit"
            loading={create.running || update.running}
            disabled={name.trim() === '' || !isWhole(spec)}
          >
            {words.save}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
