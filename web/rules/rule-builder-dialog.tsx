import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import { queryProfiles } from '../../src/query/contract.ts';
import { previewQuery } from '../../src/query/preview/contract.ts';
import { toProblem } from '../ui/api/client.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { messages as common } from '../ui/messages.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { BuildingContext, Part } from './builder-parts.tsx';
import { useFilterFields } from './fields.ts';
import { messages } from './messages.ts';
import { MemberReasons } from './reasons.tsx';
import { RuleSentence } from './rule-sentence.tsx';
import { filtersOf, readGroup, replaceAt, type RuleJson, type RulePath, type RuleProps } from './rule.ts';
import classes from './rules.module.css';

export interface RuleBuilderProps extends RuleProps {
  readonly close: () => void;
}

const pause = 300;

/** What the server finds wrong with a rule, and at which part of it. */
function useWrongPart(error: unknown) {
  const text = useBilingual();
  if (error === null) return null;
  const problem = toProblem(error);
  const { path } = problem.details ?? {};
  return { path: typeof path === 'string' ? path : '', text: text(problem.text) };
}

/** How many fit a rule while it is built (of many customers first about how many), and what the server finds wrong with it. */
function useCheck({ kind, rule }: Omit<RuleProps, 'onRule'>) {
  const [asked] = useDebouncedValue(rule, pause);
  const {
    data: seen,
    error,
    isPlaceholderData,
  } = useEndpoint(previewQuery, { kind, rule: asked }, { keep: true });
  const about = isPlaceholderData || asked !== rule || error !== null ? undefined : seen;
  const whole = useEndpoint(
    queryProfiles,
    { kind, rule: asked, limit: 0 },
    { enabled: about !== undefined && !about.exact },
  );
  const total = about?.exact === true ? about.total : (whole.data?.total ?? null);
  return { asked, about, total, wrong: useWrongPart(error) };
}

type Checked = Pick<ReturnType<typeof useCheck>, 'about' | 'total' | 'wrong'>;

function HowMany({ about, total, wrong }: Checked) {
  const say = useMessages(messages).builder;
  const format = useFormat();
  if (wrong !== null) return <span role="status" />;
  if (about === undefined) return <span role="status">{say.counting}</span>;
  const [rough, low, high] = [about.total, about.low, about.high].map(format.number);
  return (
    <span role="status">
      {total === null ? say.about(rough ?? '', low ?? '', high ?? '') : say.fits(format.number(total))}
    </span>
  );
}

/** Builds a rule of any depth: groups in groups, a form for each kind of condition, JSON for what has none. */
export function RuleBuilderDialog({ kind, rule, onRule, close }: RuleBuilderProps) {
  const say = useMessages(messages).builder;
  const { cancel } = useMessages(common);
  const [explained, setExplained] = useState(false);
  const fields = useFilterFields(kind);
  const [draft, setDraft] = useState<RuleJson>(() =>
    readGroup(rule) === undefined ? { all: [...filtersOf(rule)] } : rule,
  );
  const { asked, about, total, wrong } = useCheck({ kind, rule: draft });
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
      {wrong === null && explained && <MemberReasons kind={kind} rule={asked} />}
      {!explained && (
        <Button size="compact-sm" variant="subtle" onClick={() => setExplained(true)}>
          {say.members}
        </Button>
      )}
      <div className={classes['foot']}>
        <HowMany about={about} total={total} wrong={wrong} />
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
