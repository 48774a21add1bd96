import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { getInsightStatus, getLifetimeValue, setValuePeriod } from '../../src/insights/contract.ts';
import type { ValuePeriod } from '../../src/insights/lifetime/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useRefresh } from '../ui/api/use-endpoint.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { JobProgress } from '../ui/page/job-progress.tsx';
import { Section } from '../ui/page/section.tsx';
import { messages } from './messages.ts';

const percent = (share: number) => Math.round(share * 1_000) / 10;

/** Over how long value is counted, for those who may change it. */
export function PeriodForm({ period }: { period: ValuePeriod }) {
  const say = useMessages(messages).period;
  const may = useMay('editor');
  const refresh = useRefresh();
  const [months, setMonths] = useState<string | number>(period.months);
  const [discount, setDiscount] = useState<string | number>(percent(period.discount));
  const [job, setJob] = useState<string | null>(null);
  const save = useAction(setValuePeriod, { done: (started) => setJob(started.job) });
  if (!may) return null;
  const same = Number(months) === period.months && Number(discount) === percent(period.discount);
  const start = () => void save.run({ months: Number(months), discount: Number(discount) / 100 });
  return (
    <Section title={say.title}>
      <Group align="flex-end" gap="md">
        <NumberInput
          label={say.months}
          value={months}
          onChange={setMonths}
          min={1}
          max={60}
          allowDecimal={false}
          w={120}
        />
        <NumberInput
          label={say.discount}
          value={discount}
          onChange={setDiscount}
          min={0}
          max={10}
          decimalScale={1}
          suffix=" %"
          w={140}
        />
        <Button
          variant="default"
          loading={save.running || job !== null}
          disabled={same || months === '' || discount === ''}
          onClick={start}
        >
          {say.save}
        </Button>
      </Group>
      {job !== null && (
        <JobProgress
          key={job}
          id={job}
          label={say.done}
          done={() => {
            setJob(null);
            void refresh(getInsightStatus);
            void refresh(getLifetimeValue);
          }}
        />
      )}
    </Section>
  );
}
