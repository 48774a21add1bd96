import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { queryProfiles } from '../../src/query/contract.ts';
import { toProblem } from '../ui/api/client.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { messages as common } from '../ui/messages.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { BuildingContext, Part } from './builder-parts.tsx';
import { useFilterFields } from './fields.ts';
import { messages } from './messages.ts';
import { RuleSentence } from './rule-sentence.tsx';
import { filtersOf, readGroup, replaceAt, type RuleJson, type RulePath, type RuleProps } from './rule.ts';
import classes from './rules.module.css';

export interface RuleBuilderProps extends RuleProps {
  readonly close: () => void;
}

const pause = 300;

/** How many fit a rule while it is built, and what the server finds wrong with it. */
function useCheck({ kind, rule }: Omit<RuleProps, 'onRule'>) {
  const text = useBilingual();
  const [asked] = useDebouncedValue(rule, pause);
  const { data, error, isFetching } = useEndpoint(
    queryProfiles,
    { kind, rule: asked, limit: 0 },
    { keep: true },
  );
  const problem = error === null ? null : toProblem(error);
  const { path } = problem?.details ?? {};
  const wrong =
    problem === null ? null : { path: typeof path === 'string' ? path : '', text: text(problem.text) };
  return { asked, total: data?.total ?? null, wrong, counting: isFetching || asked !== rule };
}

/** Builds a rule of any depth: groups in groups, a form for each kind of condition, JSON for what has none. */
export function RuleBuilderDialog({ kind, rule, onRule, close }: RuleBuilderProps) {
  const say = useMessages(messages).builder;
  const { cancel } = useMessages(common);
  const format = useFormat();
  const fields = useFilterFields(kind);
  const [draft, setDraft] = useState<RuleJson>(() =>
    readGroup(rule) === undefined ? { all: [...filtersOf(rule)] } : rule,
  );
  const { asked, total, wrong, counting } = useCheck({ kind, rule: draft });
  const building = useMemo(
    () => ({
      kind,
      fields,
      wrong,
      replace: (path: RulePath, part: RuleJson | undefined) => setDraft((now) => replaceAt(now, path, part)),
    }),
    [kind, fields, wrong],
  );
  return (
    <Dialog opened close={close} title={say.title} size="xl" place="top">
      <p className={classes['note']}>{say.lead}</p>
      <BuildingContext value={building}>
        <Part part={draft} path={[]} />
      </BuildingContext>
      {wrong === null && <RuleSentence kind={kind} rule={asked} />}
      <div className={classes['foot']}>
        <span role="status">
          {counting || total === null
            ? wrong === null
              ? say.counting
              : ''
            : wrong === null && say.fits(format.number(total))}
        </span>
        <Button variant="default" onClick={close}>
          {cancel}
        </Button>
        <Button
          disabled={wrong !== null}
          onClick={() => {
            onRule(draft);
            close();
          }}
        >
          {say.apply}
        </Button>
      </div>
    </Dialog>
  );
}
