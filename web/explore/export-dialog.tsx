import { Button, Group, Radio, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { createExport, exportFormats, listExports, type ExportFormat } from '../../src/query/contract.ts';
import { useAction } from '../ui/api/use-endpoint.ts';
import { useLanguage, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { messages as shared } from '../ui/messages.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { messages } from './messages.ts';
import type { RuleJson } from './rule.ts';
import type { SortedBy } from './state.ts';

/** What is to be done something with: the profiles of a kind that a rule fits, and how many these are, as far as known. */
export interface Chosen {
  readonly kind: Kind;
  readonly rule: RuleJson;
  readonly count: number | null;
}

interface ExportDialogProps {
  readonly chosen: Chosen;
  readonly sort: readonly SortedBy[];
  /** Keys of the columns that are shown. */
  readonly shown: readonly string[];
  readonly close: () => void;
  readonly started: (id: string, job: string) => void;
}

/** Asks how a list is to be written, and starts that. */
export function ExportDialog({ chosen, sort, shown, close, started }: ExportDialogProps) {
  const say = useMessages(messages).exports;
  const words = useMessages(shared);
  const format = useFormat();
  const language = useLanguage();
  const [form, setForm] = useState<ExportFormat>('xlsx');
  const [which, setWhich] = useState<'shown' | 'all'>('shown');
  const create = useAction(createExport, {
    refreshes: [listExports],
    done: (made) => {
      started(made.export, made.job);
      close();
    },
  });
  const begin = () =>
    create.run({
      kind: chosen.kind,
      rule: chosen.rule,
      format: form,
      language,
      ...(sort.length === 0 ? {} : { sort: [...sort] }),
      ...(which === 'all'
        ? {}
        : { fields: shown.filter((key) => !key.startsWith('_') || key.startsWith('_value.')) }),
    });
  const count = chosen.count === null ? null : format.number(chosen.count);
  return (
    <Dialog opened close={close} title={say.title(count)}>
      <Stack gap="md">
        <div>
          <SegmentedControl
            fullWidth
            aria-label={say.format}
            value={form}
            onChange={(value) => setForm(exportFormats.find((one) => one === value) ?? 'xlsx')}
            data={exportFormats.map((one) => ({ value: one, label: say.formats[one] }))}
          />
          <p>{say.leads[form]}</p>
        </div>
        <Radio.Group
          label={say.which}
          value={which}
          onChange={(value) => setWhich(value === 'all' ? 'all' : 'shown')}
        >
          <Stack gap="xs" mt="xs">
            <Radio value="shown" label={say.shown} />
            <Radio value="all" label={say.all} />
          </Stack>
        </Radio.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          <Button loading={create.running} onClick={() => void begin()}>
            {say.begin}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
