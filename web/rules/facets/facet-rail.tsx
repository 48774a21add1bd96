import { ActionIcon, Checkbox, CloseButton, Popover } from '@mantine/core';
import { Settings2 } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '../../../src/fields/types.ts';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { readFilter, writeFilter } from '../condition.ts';
import { countableFields, type FilterField, listingOf, useFilterFields } from '../fields.ts';
import { useKept } from '../kept.ts';
import { messages } from '../messages.ts';
import { filtersAbout, type RuleProps, withField, withoutField } from '../rule.ts';
import rules from '../rules.module.css';
import { chosenValues, toggleValue } from '../values.ts';
import { type FacetCounts, useCounts } from './counts.ts';
import { FacetValues } from './facet-values.tsx';
import classes from './facets.module.css';
import { readSteps, StepBars } from './histogram.tsx';

const usual: Readonly<Record<Kind, readonly string[]>> = {
  organization: [
    'region',
    'industry',
    'employees',
    'registered_capital',
    'founded',
    'registration_status',
    '_sources',
    '_completeness',
  ],
  person: ['region', 'gender', 'age_band', 'membership_tier', 'education', '_sources', '_completeness'],
};

const scaled = new Set<FilterField['type']>(['number', 'quantity', 'money', 'date', 'percent']);

interface FacetProps extends RuleProps {
  readonly field: FilterField;
  readonly counts: FacetCounts;
}

function Facet({ kind, rule, onRule, field, counts }: FacetProps) {
  const say = useMessages(messages).facets;
  const text = useBilingual();
  const label = text(field.label);
  const own = filtersAbout(rule, field.key);
  const [only] = own;
  const condition = only === undefined ? undefined : readFilter(only)?.condition;
  const scale = scaled.has(field.type);
  const steps = scale && counts.values !== undefined ? readSteps(counts.values, field) : [];
  const asOther = !scale && chosenValues(rule, field.key) === undefined;
  return (
    <div role="group" className={classes['facet']} data-stale={counts.stale} aria-label={label}>
      <div className={classes['facetHead']}>
        <h3>{label}</h3>
        {own.length > 0 && (
          <CloseButton
            size="sm"
            aria-label={say.clear(label)}
            onClick={() => onRule(withoutField(rule, field.key))}
          />
        )}
      </div>
      {asOther && <p className={classes['note']}>{say.other}</p>}
      {scale && steps.length > 1 ? (
        <StepBars
          steps={steps}
          field={field}
          stale={counts.stale}
          condition={condition}
          onChange={(next) =>
            onRule(
              withField(rule, field.key, writeFilter({ key: field.key, condition: next }, listingOf(field))),
            )
          }
        />
      ) : (
        <FacetValues
          kind={kind}
          rule={rule}
          field={field}
          values={counts.values}
          toggle={(value) => onRule(toggleValue(rule, field.key, value))}
        />
      )}
    </div>
  );
}

interface ChooserProps {
  readonly fields: readonly FilterField[];
  readonly keys: readonly string[];
  readonly choose: (keys: readonly string[]) => void;
}

function Chooser({ fields, keys, choose }: ChooserProps) {
  const say = useMessages(messages).facets;
  const text = useBilingual();
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus returnFocus position="bottom-end" shadow="md">
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={say.choose}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <Settings2 size={16} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={say.chooseTitle}>
        <div className={rules['scroll']} role="group" aria-label={say.chooseTitle}>
          {fields.map(({ key, label }) => (
            <Checkbox
              key={key}
              size="xs"
              label={text(label)}
              checked={keys.includes(key)}
              onChange={({ currentTarget }) =>
                choose(currentTarget.checked ? [...keys, key] : keys.filter((one) => one !== key))
              }
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** What the server counts in one question at most. */
const mostFacets = 20;

/** The fields of the customers that fit, with how many there are of each value; choosing among them narrows the rule. */
export function FacetRail({ kind, rule, onRule, titled = true }: RuleProps & { titled?: boolean }) {
  const say = useMessages(messages).facets;
  const all = useFilterFields(kind);
  const [kept, keep] = useKept(`clientele.facets.${kind}`, usual[kind]);
  const fields = countableFields(all);
  const keys = kept.filter((key) => fields.some((field) => field.key === key)).slice(0, mostFacets);
  const countsOf = useCounts(kind, rule, { keys, own: true });
  const [first] = keys;
  const { error } = countsOf(first ?? '');
  return (
    <aside className={classes['rail']} aria-label={say.title}>
      <div className={classes['railHead']}>
        {titled ? <h2>{say.title}</h2> : <span />}
        <Chooser fields={fields} keys={keys} choose={keep} />
      </div>
      {error !== null && <ProblemView error={error} />}
      {keys.map((key) => {
        const field = fields.find((one) => one.key === key);
        const counts = countsOf(key);
        if (field === undefined || isUnknown(counts, key, rule)) return null;
        return <Facet key={key} {...{ kind, rule, onRule, field, counts }} />;
      })}
    </aside>
  );
}

/** A field of which nothing is known among those who fit, and of which nothing is asked, needs no place. */
function isUnknown({ values, stale }: FacetCounts, key: string, rule: RuleProps['rule']): boolean {
  if (values === undefined || stale || filtersAbout(rule, key).length > 0) return false;
  return values.every(({ value }) => value === null);
}
