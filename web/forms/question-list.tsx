import { Button, Checkbox, Select } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { WholeForm } from '../../src/forms/contract.ts';
import { questionTypeNames, questionTypes } from '../../src/lib/form.ts';
import { listFields } from '../../src/records/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './forms.module.css';
import { CardList, freeId, ListTools, replaceAt } from './list-tools.tsx';
import { messages } from './messages.ts';
import { TextPair } from './text-pair.tsx';

type Question = WholeForm['design']['questions'][number];

interface ListProps<T> {
  readonly list: readonly T[];
  readonly onChange: (list: T[]) => void;
}

const empty = { en: '', zh: '' };

function Options({ list, onChange }: ListProps<Question['options'][number]>) {
  const say = useMessages(messages);
  return (
    <fieldset className={classes['card']}>
      <legend>{say.options}</legend>
      {list.map((option, index) => {
        const name = say.option(String(index + 1));
        return (
          <div key={option.id} className={classes['head']}>
            <TextPair
              label={name}
              maxLength={200}
              value={option.label}
              onChange={(label) => onChange(replaceAt(list, index, { ...option, label }))}
            />
            <ListTools list={list} index={index} name={name} onChange={onChange} />
          </div>
        );
      })}
      <Button
        mt="xs"
        size="compact-sm"
        variant="default"
        leftSection={<Plus size={14} aria-hidden />}
        onClick={() => onChange([...list, { id: freeId('a', list), label: empty }])}
      >
        {say.addOption}
      </Button>
    </fieldset>
  );
}

interface QuestionProps {
  readonly question: Question;
  readonly set: (change: Partial<Question>) => void;
  readonly fields: readonly { readonly value: string; readonly label: string }[];
}

function QuestionFields({ question, set, fields }: QuestionProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const hasOptions = question.type === 'single' || question.type === 'multi';
  return (
    <>
      <TextPair
        label={say.label}
        maxLength={300}
        value={question.label}
        onChange={(label) => set({ label })}
      />
      <div className={classes['pair']}>
        <Select
          label={say.type}
          allowDeselect={false}
          value={question.type}
          data={questionTypes.map((one) => ({ value: one, label: text(questionTypeNames[one]) }))}
          onChange={(next) => set({ type: questionTypes.find((one) => one === next) ?? question.type })}
        />
        <Select
          label={say.field}
          searchable
          allowDeselect={false}
          value={question.field ?? ''}
          data={[{ value: '', label: say.noField }, ...fields]}
          onChange={(next) => set({ field: next === null || next === '' ? null : next })}
        />
      </div>
      <TextPair label={say.help} maxLength={500} value={question.help} onChange={(help) => set({ help })} />
      {hasOptions && <Options list={question.options} onChange={(options) => set({ options })} />}
      <Checkbox
        label={say.required}
        checked={question.required}
        onChange={({ currentTarget }) => set({ required: currentTarget.checked })}
      />
    </>
  );
}

/** Names that the program itself sets. */
const ownFields = new Set(['tracked_id', 'external_id', 'owner']);

const blank = {
  type: 'text',
  label: empty,
  help: empty,
  required: false,
  options: [],
  field: null,
} satisfies Omit<Question, 'id'>;

/** The questions of a form. */
export function QuestionList({ list, onChange }: ListProps<Question>) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { data } = useEndpoint(listFields, { kind: 'person' });
  const fields = (data?.rows ?? [])
    .filter(({ key }) => !ownFields.has(key))
    .map(({ key, label }) => ({ value: key, label: text(label) }));
  return (
    <Section title={say.questions}>
      <CardList
        list={list}
        most={40}
        onChange={onChange}
        nameOf={say.question}
        make={(before): Question => ({ id: freeId('q', before), ...blank })}
        addLabel={say.addQuestion}
      >
        {(question, set) => <QuestionFields question={question} set={set} fields={fields} />}
      </CardList>
    </Section>
  );
}
