import { Button, Checkbox, Select } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { WholeForm } from '../../src/forms/contract.ts';
import { questionTypeNames, questionTypes } from '../../src/lib/form.ts';
import { listFields } from '../../src/records/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './forms.module.css';
import { freeId, ListTools, replaceAt } from './list-tools.tsx';
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

interface QuestionProps extends ListProps<Question> {
  readonly index: number;
  readonly question: Question;
  readonly fields: readonly { readonly value: string; readonly label: string }[];
}

function QuestionCard({ list, index, question, fields, onChange }: QuestionProps) {
  const say = useMessages(messages);
  const text = useBilingual();
  const name = say.question(String(index + 1));
  const set = (change: Partial<Question>) => onChange(replaceAt(list, index, { ...question, ...change }));
  const hasOptions = question.type === 'single' || question.type === 'multi';
  return (
    <li className={classes['card']} data-question={question.id}>
      <div className={classes['head']}>
        <h3>{name}</h3>
        <ListTools list={list} index={index} name={name} onChange={onChange} />
      </div>
      <div className={classes['stack']}>
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
      </div>
    </li>
  );
}

/** Names that the program itself sets. */
const ownFields = new Set(['tracked_id', 'external_id', 'owner']);

/** The questions of a form. */
export function QuestionList({ list, onChange }: ListProps<Question>) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { data } = useEndpoint(listFields, { kind: 'person' });
  const fields = (data?.rows ?? [])
    .filter(({ key }) => !ownFields.has(key))
    .map(({ key, label }) => ({ value: key, label: text(label) }));
  const add = () =>
    onChange([
      ...list,
      {
        id: freeId('q', list),
        type: 'text',
        label: empty,
        help: empty,
        required: false,
        options: [],
        field: null,
      },
    ]);
  return (
    <Section title={say.questions}>
      <ul className={classes['list']}>
        {list.map((question, index) => (
          <QuestionCard key={question.id} {...{ list, index, question, fields, onChange }} />
        ))}
      </ul>
      <Button
        mt="sm"
        variant="default"
        leftSection={<Plus size={16} aria-hidden />}
        onClick={add}
        disabled={list.length >= 40}
      >
        {say.addQuestion}
      </Button>
    </Section>
  );
}
