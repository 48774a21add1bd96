import { Button, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import { getMatchBands, setMatchBands } from '../../src/identity/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint, useRefresh } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import { messages } from './messages.ts';

const percent = (share: number) => Math.round(share * 1_000) / 10;

function Fields({ bands }: { bands: Output<typeof getMatchBands> }) {
  const say = useMessages(messages);
  const refresh = useRefresh();
  const may = useMay('editor');
  const [joinAt, setJoinAt] = useState<string | number>(percent(bands.joinAt));
  const [reviewAt, setReviewAt] = useState<string | number>(percent(bands.reviewAt));
  const save = useAction(setMatchBands, { done: () => void refresh(getMatchBands) });
  const fault = Number(joinAt) < Number(reviewAt) ? say.bandsWrong : undefined;
  const limits = { min: 0, max: 100, suffix: ' %', disabled: !may, w: 180 };
  return (
    <Group align="flex-start" gap="md">
      <NumberInput label={say.joinFrom} value={joinAt} onChange={setJoinAt} error={fault} {...limits} />
      <NumberInput label={say.reviewFrom} value={reviewAt} onChange={setReviewAt} {...limits} />
      {may && (
        <Button
          mt={24}
          variant="default"
          loading={save.running}
          disabled={fault !== undefined || joinAt === '' || reviewAt === ''}
          onClick={() =>
            void save.run({
              kind: bands.kind,
              joinAt: Number(joinAt) / 100,
              reviewAt: Number(reviewAt) / 100,
            })
          }
        >
          {say.saveBands}
        </Button>
      )}
    </Group>
  );
}

/** From which probability on pairs are to be joined and looked at. */
export function BandsForm({ kind }: { kind: Kind }) {
  const say = useMessages(messages);
  const bands = useEndpoint(getMatchBands, { kind });
  return (
    <Section title={say.bandsTitle}>
      <p>{say.bandsLead}</p>
      <AnswerView answer={bands}>{(answer) => <Fields key={answer.kind} bands={answer} />}</AnswerView>
    </Section>
  );
}
