import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import type { Kind } from '../../../src/fields/types.ts';
import { LoadingRows } from '../../ui/feedback/loading.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useCounts } from '../facets/counts.ts';
import { countableFields, useFilterFields } from '../fields.ts';
import { useKept } from '../kept.ts';
import { messages } from '../messages.ts';
import type { RuleProps } from '../rule.ts';
import { ChartCard, type ChartChoice } from './chart-card.tsx';
import { chartKinds } from './chart-rows.ts';
import classes from './charts.module.css';

const usual: Readonly<Record<Kind, readonly string[]>> = {
  organization: [
    'region map',
    'industry bar',
    'employees column',
    'founded column',
    'registration_status pie',
    '_sources bar',
    '_completeness column',
  ],
  person: [
    'region map',
    'gender pie',
    'age_band column',
    'membership_tier bar',
    '_sources bar',
    '_completeness column',
  ],
};

const mostCharts = 12;

function readChoice(text: string): ChartChoice[] {
  const [field = '', kind] = text.split(' ');
  const known = chartKinds.find((one) => one === kind);
  return known === undefined ? [] : [{ field, kind: known }];
}

/** The customers that fit in pictures: a map, and charts of what the reader chooses. A click on a value keeps only its customers. */
export function ResultCharts({ kind, rule, onRule }: RuleProps) {
  const say = useMessages(messages).charts;
  const fields = countableFields(useFilterFields(kind));
  const [kept, keep] = useKept(`clientele.charts.${kind}`, usual[kind]);
  const choices = kept.flatMap(readChoice).slice(0, mostCharts);
  const known = choices.filter(({ field }) => fields.some(({ key }) => key === field));
  const keys = [...new Set(known.map(({ field }) => field))];
  const countsOf = useCounts(kind, rule, { keys, own: false });
  const write = (next: readonly ChartChoice[]) => keep(next.map((one) => `${one.field} ${one.kind}`));
  if (fields.length === 0) return <LoadingRows count={8} />;
  return (
    <div>
      <div className={classes['cards']}>
        {choices.map((choice, at) => {
          const field = fields.find(({ key }) => key === choice.field);
          if (field === undefined) return null;
          return (
            <ChartCard
              key={`${at} ${choice.field}`}
              {...{ fields, field, rule, onRule }}
              chart={choice.kind}
              counts={countsOf(field.key)}
              change={(next) => write(choices.map((one, i) => (i === at ? next : one)))}
              remove={() => write(choices.filter((_, i) => i !== at))}
            />
          );
        })}
      </div>
      <div className={classes['foot']}>
        <p className={classes['note']}>{say.hint}</p>
        {choices.length < mostCharts && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            onClick={() => write([...choices, { field: fields[0]?.key ?? 'region', kind: 'bar' }])}
          >
            {say.add}
          </Button>
        )}
      </div>
    </div>
  );
}
