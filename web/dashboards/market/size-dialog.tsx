import { Button, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  createMarketSize,
  listMarketShares,
  marketDimensions,
  type MarketShare,
  updateMarketSize,
} from '../../../src/dashboards/market/contract.ts';
import type { Kind } from '../../../src/fields/types.ts';
import { useAction } from '../../ui/api/use-endpoint.ts';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { Dialog } from '../../ui/page/dialog.tsx';
import { messages } from './messages.ts';

type Draft = Pick<MarketShare, 'dimension' | 'part' | 'currency' | 'source'> & {
  readonly size: number | '';
  readonly year: number;
  /** '' is the whole year, else `-Q1` or `-01`. */
  readonly within: string;
};

interface InputProps {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
}

const quarters = [1, 2, 3, 4] as const;
const months = Array.from({ length: 12 }, (_, i) => i + 1);

function WhichMarket({ kind, draft, set }: InputProps & { readonly kind: Kind }) {
  const say = useMessages(messages);
  const format = useFormat();
  const { dimension } = draft;
  const open = marketDimensions.filter((one) => one !== 'industry' || kind === 'organization');
  return (
    <>
      <Group grow align="start">
        <NumberInput
          label={say.year}
          min={1900}
          max={2099}
          thousandSeparator=""
          value={draft.year}
          onChange={(year) => set({ year: Number(year) })}
        />
        <NativeSelect
          label={say.within}
          value={draft.within}
          data={[
            { value: '', label: say.all },
            ...quarters.map((n) => ({ value: `-Q${n}`, label: say.quarter(String(n)) })),
            ...months.map((n) => ({ value: `-${String(n).padStart(2, '0')}`, label: format.month(n) })),
          ]}
          onChange={({ currentTarget }) => set({ within: currentTarget.value })}
        />
      </Group>
      <NativeSelect
        mt="md"
        label={say.dimension}
        value={dimension}
        data={open.map((value) => ({ value, label: value === '' ? say.whole : say.of[value] }))}
        onChange={({ currentTarget: { value } }) =>
          set({ dimension: marketDimensions.find((one) => one === value) ?? '', part: '' })
        }
      />
      {dimension !== '' && (
        <TextInput
          mt="md"
          required
          label={say.part}
          description={say.partLead[dimension]}
          maxLength={200}
          value={draft.part}
          onChange={({ currentTarget }) => set({ part: currentTarget.value })}
        />
      )}
    </>
  );
}

function Figure({ draft, set }: InputProps) {
  const say = useMessages(messages);
  return (
    <>
      <NumberInput
        mt="md"
        required
        label={say.size}
        description={say.sizeLead}
        min={0}
        thousandSeparator
        value={draft.size}
        onChange={(size) => set({ size: size === '' ? '' : Number(size) })}
      />
      <TextInput
        mt="md"
        required
        label={say.currency}
        description={say.currencyLead}
        maxLength={3}
        value={draft.currency}
        onChange={({ currentTarget }) => set({ currency: currentTarget.value.toUpperCase() })}
      />
      <TextInput
        mt="md"
        required
        label={say.source}
        description={say.sourceLead}
        maxLength={300}
        value={draft.source}
        onChange={({ currentTarget }) => set({ source: currentTarget.value })}
      />
    </>
  );
}

function firstDraft(row: MarketShare | null): Draft {
  const year = Number(row?.period.slice(0, 4) ?? new Date().getFullYear());
  const within = row?.period.slice(4) ?? '';
  const none = { dimension: '', part: '', currency: 'CNY', source: '', size: '' } as const;
  return { ...(row ?? none), year, within };
}

interface DialogProps {
  readonly kind: Kind;
  /** The figure to correct; null: a new one. */
  readonly row: MarketShare | null;
  readonly close: () => void;
}

/** Asks for the size of a market, or for what is right about one. */
export function SizeDialog({ kind, row, close }: DialogProps) {
  const say = useMessages(messages);
  const [draft, setDraft] = useState(() => firstDraft(row));
  const refreshes = [listMarketShares];
  const create = useAction(createMarketSize, { refreshes });
  const update = useAction(updateMarketSize, { refreshes });
  const set = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes });
  const act = async () => {
    const { currency, source, dimension, part, year, within } = draft;
    const figure = { size: Number(draft.size), currency, source };
    const saved =
      row === null
        ? await create.run({ kind, period: `${year}${within}`, dimension, part, ...figure })
        : await update.run({ id: row.id, ...figure });
    if (saved === undefined) return;
    showDone(say.saved);
    close();
  };
  return (
    <Dialog opened close={close} title={row === null ? say.create : say.editTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void act();
        }}
      >
        {row === null && <WhichMarket kind={kind} draft={draft} set={set} />}
        <Figure draft={draft} set={set} />
        <Group mt="lg" justify="flex-end">
          <Button type="submit" loading={create.running || update.running}>
            {say.save}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
