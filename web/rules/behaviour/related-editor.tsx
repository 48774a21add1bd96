import { NativeSelect } from '@mantine/core';
import type { Kind } from '../../../src/fields/types.ts';
import { directions, type RelationType } from '../../../src/lib/relationship.ts';
import { messages as teamworkMessages } from '../../teamwork/messages.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import classes from '../rules.module.css';
import { Choice } from './inputs.tsx';
import { messages } from './messages.ts';
import { othersOf, type RelatedForm, turnRelated, typesOf } from './related.ts';

interface RelatedProps {
  readonly kind: Kind;
  readonly form: RelatedForm;
  readonly onChange: (form: RelatedForm) => void;
}

/** `员工：` → `员工`: the page of a customer writes a name behind it. */
const alone = (label: string) => label.replace(/[：:]$/u, '');

/** How somebody is related, which way, and with which kind of customers; what is asked of the other one stands below. */
export function RelatedEditor({ kind, form, onChange }: RelatedProps) {
  const say = useMessages(messages).related;
  const labels = useMessages(teamworkMessages).relationships;
  const types = typesOf(kind);
  const known = types.find(({ type }) => type === form.related);
  const others = othersOf(form, kind);
  const turn = (next: Partial<RelatedForm>) => onChange(turnRelated(form, next, kind));
  const nameOf = (type: RelationType, way: 'out' | 'in') => alone(labels[way][type]);
  return (
    <div className={classes['row']}>
      <NativeSelect
        size="xs"
        label={say.type}
        value={form.related}
        data={[
          ...(known === undefined ? [{ value: form.related, label: nameOf(form.related, 'out') }] : []),
          ...types.map(({ type, way }) => ({
            value: type,
            label: way === 'either' ? say.both(nameOf(type, 'out'), nameOf(type, 'in')) : nameOf(type, way),
          })),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const next = types.find(({ type }) => type === value);
          if (next !== undefined) turn({ related: next.type, direction: 'either' });
        }}
      />
      {known?.way === 'either' && (
        <Choice
          label={say.direction}
          value={form.direction}
          names={{
            either: say.either,
            out: nameOf(form.related, 'out'),
            in: nameOf(form.related, 'in'),
          }}
          options={['either', ...directions] as const}
          onChange={(direction) => turn({ direction })}
        />
      )}
      {form.kind !== null && (
        <Choice
          label={say.kind}
          value={form.kind}
          names={say.kinds}
          options={others}
          onChange={(other) => turn({ kind: other })}
        />
      )}
    </div>
  );
}
