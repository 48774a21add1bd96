import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Plus } from 'lucide-react';
import { listFields } from '../../../src/records/contract.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { Section } from '../../ui/page/section.tsx';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import { ColumnList } from './column-list.tsx';
import { LayoutForm } from './layout-form.tsx';
import { NewField } from './new-field.tsx';
import { PreviewTable } from './preview-table.tsx';
import { choiceOf, type FileGroup, type GroupChoices } from './wizard.ts';

interface GroupCardProps {
  readonly group: FileGroup;
  readonly choose: (part: Partial<GroupChoices>) => void;
}

/** Files of one layout: how they are read, their first rows, and where their columns go. */
export function GroupCard({ group, choose }: GroupCardProps) {
  const say = useMessages(messages).wizard;
  const text = useBilingual();
  const mayMake = useMay('admin');
  const [making, setMaking] = useDisclosure(false);
  const { shown, columns, choices, files } = group;
  const kind = choices.kind ?? shown.kind.kind;
  const fields = useEndpoint(listFields, { kind }).data?.rows ?? [];
  const matched = columns.filter((column) => choiceOf(group, column) !== '').length;
  const name = files.length === 1 ? shown.name : say.several(files.length);
  return (
    <Section title={say.layout(name)}>
      <LayoutForm group={group} choose={choose} />
      {group.problem !== null && <ProblemView error={group.problem} />}
      {shown.warnings.length > 0 && (
        <ul className={classes['warnings']}>
          {shown.warnings.map((warning) => (
            <li key={`${warning.code} ${warning.text.en}`}>{text(warning.text)}</li>
          ))}
        </ul>
      )}
      <PreviewTable shown={shown} />
      <Group justify="space-between" mt="md" mb="xs" gap="xs">
        <div>
          <h3 className={classes['heading']}>{say.columns}</h3>
          <small className={classes['soft']}>
            {say.matched(matched, columns.length)} · {shown.remembered ? say.remembered : say.columnsLead}
          </small>
        </div>
        {mayMake && (
          <Button
            variant="default"
            size="xs"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={setMaking.open}
          >
            {say.newField}
          </Button>
        )}
      </Group>
      <ColumnList
        group={group}
        fields={fields}
        onChange={(header, choice) => choose({ columns: { ...choices.columns, [header]: choice } })}
      />
      <NewField kind={kind} opened={making} close={setMaking.close} />
    </Section>
  );
}
