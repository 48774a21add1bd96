import { Button, Group, MultiSelect, NativeSelect, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import * as contract from '../../../src/insights/opinions/contract.ts';
import {
  opinionTags,
  polarities,
  polarityLabels,
  tagGroups,
  topicLabels,
  topics,
  type Polarity,
  type TopicFeeling,
} from '../../../src/lib/opinion.ts';
import { useAction } from '../../ui/api/use-endpoint.ts';
import { showDone } from '../../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { messages as shared } from '../../ui/messages.ts';
import { Dialog } from '../../ui/page/dialog.tsx';
import { MarkedText } from './marked-text.tsx';
import { messages } from './messages.ts';
import classes from './opinions.module.css';

interface TopicsProps {
  readonly value: readonly TopicFeeling[];
  readonly onChange: (value: readonly TopicFeeling[]) => void;
}

function Topics({ value, onChange }: TopicsProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const options = [
    { value: '', label: say.notSaid },
    ...polarities.map((one) => ({ value: one, label: text(polarityLabels[one]) })),
  ];
  return (
    <fieldset className={classes['topics']}>
      <legend>{say.topics}</legend>
      {topics.map((topic) => (
        <NativeSelect
          key={topic}
          size="xs"
          label={text(topicLabels[topic])}
          data={options}
          value={value.find((one) => one.topic === topic)?.polarity ?? ''}
          onChange={({ currentTarget }) => {
            const polarity = polarities.find((one) => one === currentTarget.value);
            const rest = value.filter((one) => one.topic !== topic);
            onChange(polarity === undefined ? rest : [...rest, { topic, polarity }]);
          }}
        />
      ))}
    </fieldset>
  );
}

/** Sets right how a text was read: how it speaks, of what, and what it tells. */
export function CorrectDialog({ row, close }: { row: contract.TextRow; close: () => void }) {
  const say = useMessages(messages);
  const words = useMessages(shared);
  const text = useBilingual();
  const [polarity, setPolarity] = useState<Polarity>(row.polarity);
  const [about, setAbout] = useState<readonly TopicFeeling[]>(row.topics);
  const [tags, setTags] = useState<string[]>(row.tags);
  const correct = useAction(contract.correctOpinion, {
    refreshes: [contract.getOpinions, contract.listOpinions],
  });
  const save = async () => {
    const done = await correct.run({ id: row.id, polarity, topics: [...about], tags });
    if (done === undefined) return;
    showDone(say.saved);
    close();
  };
  return (
    <Dialog opened close={close} title={say.correctTitle} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Stack gap="md">
          <MarkedText text={row.text ?? ''} evidence={row.evidence} />
          <SegmentedControl
            aria-label={say.polarity}
            value={polarity}
            onChange={(value) => setPolarity(polarities.find((one) => one === value) ?? polarity)}
            data={polarities.map((one) => ({ value: one, label: text(polarityLabels[one]) }))}
          />
          <Topics value={about} onChange={setAbout} />
          <MultiSelect
            label={say.tags}
            value={tags}
            onChange={setTags}
            searchable
            data={tagGroups.map((group) => ({
              group: text(group),
              items: group.tags.map((tag) => ({
                value: tag,
                label: text(opinionTags[tag] ?? { en: tag, zh: tag }),
              })),
            }))}
          />
          <p>{say.kept}</p>
        </Stack>
        <Group mt="lg" justify="flex-end">
          <Button variant="default" onClick={close}>
            {words.cancel}
          </Button>
          <Button type="submit" loading={correct.running}>
            {words.save}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
