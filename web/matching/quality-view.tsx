import type { Output } from '../../src/lib/endpoint.ts';
import type { listMatchRuns } from '../../src/identity/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { DataTable } from '../ui/list/data-table.tsx';
import { Section } from '../ui/page/section.tsx';
import { Curve } from './curve.tsx';
import classes from './matching.module.css';
import { messages } from './messages.ts';
import { nameLevel } from './level-name.ts';

export type MatchRun = Output<typeof listMatchRuns>['rows'][number];
type Outcome = NonNullable<MatchRun['outcome']>;

const counts = ['profiles', 'compared', 'join', 'review', 'duplicates', 'rivals'] as const;

function Thresholds({ outcome }: { outcome: Outcome }) {
  const say = useMessages(messages);
  const format = useFormat();
  return (
    <Section title={say.curve}>
      <p>{say.curveLead}</p>
      <Curve thresholds={outcome.thresholds} />
      <DataTable
        label={say.curve}
        list={{ rows: outcome.thresholds, error: null }}
        rowKey={({ at }) => String(at)}
        empty={null}
        columns={[
          { key: 'at', header: say.threshold, cell: ({ at }) => format.percent(at) },
          { key: 'pairs', header: say.pairs, cell: ({ pairs }) => format.number(pairs), numeric: true },
          { key: 'p', header: say.precision, cell: (row) => format.percent(row.precision), numeric: true },
          { key: 'r', header: say.recall, cell: (row) => format.percent(row.recall), numeric: true },
        ]}
      />
    </Section>
  );
}

/** What was left out, and why: values that too many have bring nobody together by themselves. */
function SetAside({ run, outcome }: { run: MatchRun; outcome: Outcome }) {
  const say = useMessages(messages);
  const format = useFormat();
  const { came, crowded } = run.since;
  const crowds = outcome.rules.filter(({ oversized }) => oversized > 0);
  if (crowds.length === 0 && came === 0) return null;
  return (
    <Section title={say.setAside}>
      {came > 0 && <p>{say.cameSince(format.number(came))}</p>}
      {crowded > 0 && <p>{say.crowdedSince(format.number(crowded))}</p>}
      {crowds.length > 0 && (
        <>
          <p>{say.crowdsLead}</p>
          <DataTable
            label={say.setAside}
            list={{ rows: crowds, error: null }}
            rowKey={({ rule }) => rule}
            empty={null}
            columns={[
              { key: 'rule', header: say.rule, cell: ({ rule }) => <code>{rule}</code> },
              {
                key: 'oversized',
                header: say.oversized,
                cell: ({ oversized }) => format.number(oversized),
                numeric: true,
              },
            ]}
          />
        </>
      )}
    </Section>
  );
}

/** The model held against what people have decided pair by pair. */
function Labels({ labels }: { labels: NonNullable<Outcome['labels']> }) {
  const say = useMessages(messages);
  const format = useFormat();
  const { same, apart, joined, right } = labels;
  const share = (part: number, whole: number) => (whole === 0 ? say.nothing : format.percent(part / whole));
  return (
    <Section title={say.labels}>
      <p>{say.labelsLead(format.number(same), format.number(apart))}</p>
      <dl className={classes['figures']}>
        <div>
          <dt>{say.precision}</dt>
          <dd>{share(right, joined)}</dd>
        </div>
        <div>
          <dt>{say.recall}</dt>
          <dd>{share(right, same)}</dd>
        </div>
      </dl>
    </Section>
  );
}

/** How good the last scan is: its counts, what its model expects, what it learnt and what it did. */
export function QualityView({ run }: { run: MatchRun }) {
  const say = useMessages(messages);
  const format = useFormat();
  const { outcome } = run;
  if (outcome === null) return null;
  const learnt = outcome.attributes.flatMap(({ key, levels }) =>
    levels.map((level) => ({ key: `${key} ${level.level}`, attribute: key, ...level })),
  );
  return (
    <>
      <dl className={classes['figures']}>
        {counts.map((key) => (
          <div key={key}>
            <dt>{say.figures[key]}</dt>
            <dd>{format.number(outcome[key])}</dd>
          </div>
        ))}
        <div>
          <dt>{say.figures.precision}</dt>
          <dd>{format.percent(outcome.precision)}</dd>
        </div>
        <div>
          <dt>{say.figures.recall}</dt>
          <dd>{format.percent(outcome.recall)}</dd>
        </div>
      </dl>
      <SetAside run={run} outcome={outcome} />
      {outcome.labels && <Labels labels={outcome.labels} />}
      <Thresholds outcome={outcome} />
      <Section title={say.model}>
        <p>{say.modelLead}</p>
        <DataTable
          label={say.model}
          list={{ rows: learnt, error: null }}
          rowKey={({ key }) => key}
          empty={null}
          columns={[
            { key: 'attribute', header: say.attribute, cell: ({ attribute }) => <code>{attribute}</code> },
            { key: 'level', header: say.level, cell: ({ level }) => nameLevel(level, say.levels) },
            { key: 'm', header: say.duplicatesShare, cell: ({ m }) => format.percent(m), numeric: true },
            { key: 'u', header: say.strangersShare, cell: ({ u }) => format.percent(u), numeric: true },
          ]}
        />
      </Section>
      <Section title={say.steps}>
        <DataTable
          label={say.steps}
          list={{ rows: outcome.steps.map((step, at) => ({ ...step, at })), error: null }}
          rowKey={({ at }) => String(at)}
          empty={null}
          columns={[
            { key: 'step', header: say.step, cell: ({ name, sql }) => <code title={sql}>{name}</code> },
            {
              key: 'rows',
              header: say.rows,
              cell: ({ rows }) => (rows === null ? say.nothing : format.number(rows)),
              numeric: true,
            },
            {
              key: 'ms',
              header: say.time,
              cell: ({ ms }) => say.milliseconds(format.number(ms)),
              numeric: true,
            },
          ]}
        />
      </Section>
    </>
  );
}
