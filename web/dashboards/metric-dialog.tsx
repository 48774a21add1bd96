import { Button, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { getMetricModel, spans } from '../../src/dashboards/contract.ts';
import { kinds } from '../../src/fields/types.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { messages } from './messages.ts';
import type { MetricCardContent } from './metric-card.tsx';

interface MetricDialogProps {
  readonly title: string;
  readonly first: MetricCardContent;
  readonly close: () => void;
  /** Answers undefined when it went wrong. */
  readonly save: (card: MetricCardContent) => Promise<unknown>;
}

interface InputProps {
  readonly card: MetricCardContent;
  readonly set: (changes: Partial<MetricCardContent>) => void;
}

function useModel({ kind }: MetricCardContent) {
  return useEndpoint(getMetricModel, { kind }, { keep: true }).data ?? { metrics: [], dimensions: [] };
}

function Choices({ card, set }: InputProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const model = useModel(card);
  const metric = model.metrics.find(({ key }) => key === card.metric);
  return (
    <>
      <NativeSelect
        label={say.kind}
        value={card.kind}
        data={kinds.map((value) => ({ value, label: say.kinds[value] }))}
        onChange={({ currentTarget: { value } }) =>
          set({ kind: kinds.find((one) => one === value) ?? 'person', by: null })
        }
      />
      <NativeSelect
        mt="md"
        label={say.metric}
        description={metric && text(metric.note)}
        value={card.metric}
        data={model.metrics.map(({ key, label }) => ({ value: key, label: text(label) }))}
        onChange={({ currentTarget }) => set({ metric: currentTarget.value, target: null })}
      />
      {metric?.spans !== false && (
        <NativeSelect
          mt="md"
          label={say.days}
          value={String(card.days)}
          data={spans.map((value) => ({ value: String(value), label: say.ofDays(format.number(value)) }))}
          onChange={({ currentTarget: { value } }) =>
            set({ days: spans.find((one) => String(one) === value) ?? 30 })
          }
        />
      )}
      <NativeSelect
        mt="md"
        label={say.by}
        value={card.by ?? ''}
        data={[
          { value: '', label: say.byNothing },
          ...model.dimensions.map(({ key, label }) => ({ value: key, label: text(label) })),
        ]}
        onChange={({ currentTarget: { value } }) => set({ by: value === '' ? null : value })}
      />
    </>
  );
}

function Target({ card, set }: InputProps) {
  const say = useMessages(messages);
  const isShare = useModel(card).metrics.find(({ key }) => key === card.metric)?.unit === 'share';
  const scale = isShare ? 100 : 1;
  return (
    <NumberInput
      mt="md"
      label={say.target}
      description={say.targetLead}
      min={0}
      value={card.target === null ? '' : card.target * scale}
      onChange={(value) => set({ target: value === '' ? null : Number(value) / scale })}
    />
  );
}

/** Asks which number a card shows: of which customers, over how long, by what, and what it should reach. */
export function MetricDialog({ title, first, close, save }: MetricDialogProps) {
  const say = useMessages(messages);
  const [card, setCard] = useState(first);
  const [saving, setSaving] = useState(false);
  const set = (changes: Partial<MetricCardContent>) => setCard({ ...card, ...changes });
  const act = async () => {
    setSaving(true);
    const saved = await save(card);
    setSaving(false);
    if (saved !== undefined) close();
  };
  return (
    <Dialog opened close={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        <Choices card={card} set={set} />
        <Target card={card} set={set} />
        <TextInput
          mt="md"
          label={say.cardTitle}
          description={say.cardTitleLead}
          maxLength={100}
          value={card.title}
          onChange={({ currentTarget }) => set({ title: currentTarget.value })}
        />
        <Group mt="lg" justify="flex-end">
          <Button type="submit" loading={saving}>
            {say.save}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
