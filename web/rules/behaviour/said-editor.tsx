import { NativeSelect } from '@mantine/core';
import {
  opinionTags,
  polarities,
  polarityLabels,
  tagGroups,
  topicLabels,
  topics,
} from '../../../src/lib/opinion.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import classes from '../rules.module.css';
import { Choice, SpanFields } from './inputs.tsx';
import { messages } from './messages.ts';
import { firstSaid, type SaidForm } from './said.ts';

interface SaidProps {
  readonly form: SaidForm;
  readonly onChange: (form: SaidForm) => void;
}

/** Who wrote texts that speak so: how, of what, with which motive, since when. */
export function SaidEditor({ form, onChange }: SaidProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  return (
    <>
      <div className={classes['row']}>
        <NativeSelect
          size="xs"
          label={say.polarity}
          value={form.said}
          data={[
            { value: 'any', label: say.anyPolarity },
            ...polarities.map((value) => ({ value, label: text(polarityLabels[value]) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...form, said: polarities.find((one) => one === value) ?? 'any' })
          }
        />
        <NativeSelect
          size="xs"
          label={say.topic}
          value={form.about}
          data={[
            { value: '', label: say.anyTopic },
            ...topics.map((value) => ({ value, label: text(topicLabels[value]) })),
          ]}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...form, about: topics.find((one) => one === value) ?? '' })
          }
        />
      </div>
      <NativeSelect
        size="xs"
        label={say.motive}
        value={form.tag}
        data={[
          { value: '', label: say.anyMotive },
          ...tagGroups.map((group) => ({
            group: text(group),
            items: group.tags.map((value) => ({ value, label: text(opinionTags[value] ?? group) })),
          })),
        ]}
        onChange={({ currentTarget }) => onChange({ ...form, tag: currentTarget.value })}
      />
      <Choice
        label={say.when}
        value={form.within === '' ? 'ever' : 'within'}
        names={say.whens}
        options={['ever', 'within'] as const}
        onChange={(next) => onChange({ ...form, within: next === 'ever' ? '' : firstSaid.within })}
      />
      {form.within !== '' && (
        <SpanFields span={form.within} onChange={(within) => onChange({ ...form, within })} />
      )}
    </>
  );
}
