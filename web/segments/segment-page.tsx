import { Anchor, Button } from '@mantine/core';
import { Camera, Download, Users } from 'lucide-react';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'wouter';
import {
  createSegment,
  getSegment,
  listSegments,
  removeSegment,
  updateSegment,
} from '../../src/segments/contract.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { AddToDashboard } from '../dashboards/add-to-dashboard.tsx';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { saveNumbers } from '../insights/files.ts';
import { savePicture } from '../insights/table-picture.ts';
import { useWriteCells } from '../insights/tools.tsx';
import { Wide } from '../insights/wide.tsx';
import { LazyBuilder } from '../rules/lazy-builder.tsx';
import { readRule } from '../rules/rule.ts';
import { MemberReasons } from '../rules/reasons.tsx';
import { RuleSentence } from '../rules/rule-sentence.tsx';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useConfirm } from '../ui/page/confirm.tsx';
import { Page } from '../ui/page/page.tsx';
import { usePagePath } from '../ui/page/page-list.ts';
import { Section } from '../ui/page/section.tsx';
import { Time } from '../ui/page/time.tsx';
import { Hooks } from './hooks.tsx';
import { messages } from './messages.ts';
import { type Named, SegmentDialog } from './segment-dialog.tsx';
import classes from './segments.module.css';
import { Sparkline } from './sparkline.tsx';

type Shown = Output<typeof getSegment>;

function Changes({ segment }: { segment: Shown }) {
  const say = useMessages(messages);
  const page = usePagePath('profile');
  const hrefOf = (id: string) => page?.replace(':id', id);
  return (
    <Section title={say.changes}>
      <p className={classes['note']}>{segment.changes.length === 0 ? say.changesNone : say.changesLead}</p>
      {segment.changes.length > 0 && (
        <Wide label={say.changesLead}>
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{say.at}</th>
                <th scope="col">{say.changes}</th>
                <th scope="col">{say.customer}</th>
              </tr>
            </thead>
            <tbody>
              {segment.changes.map(({ at, entered, profile }) => (
                <tr key={`${at}${String(entered)}${profile}`}>
                  <td>
                    <Time at={at} />
                  </td>
                  <td>{entered ? say.came : say.went}</td>
                  <td>
                    <MaybeLink href={hrefOf(profile)}>{profile}</MaybeLink>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </Section>
  );
}

function History({ segment }: { segment: Shown }) {
  const say = useMessages(messages);
  const { history, name } = segment;
  const numbers = () => [
    [say.at, say.size, say.came, say.went],
    ...history.map(({ at, size, entered, left }) => [at, size, entered, left]),
  ];
  const cells = useWriteCells();
  const draw = () => savePicture(name, { title: `${name}: ${say.history}`, rows: cells(numbers()) });
  const ways = [
    [say.csv, () => saveNumbers(name, numbers())],
    [say.png, draw],
  ] as const;
  const save = ways.map(([label, run]) => (
    <Button
      key={label}
      size="compact-sm"
      variant="default"
      leftSection={<Download size={16} aria-hidden />}
      onClick={run}
    >
      {label}
    </Button>
  ));
  return (
    <Section title={say.history} aside={history.length > 0 && <div className={classes['saves']}>{save}</div>}>
      <Sparkline history={history} large />
    </Section>
  );
}

function Buttons({ segment }: { segment: Shown }) {
  const say = useMessages(messages);
  const isAdmin = useMay('admin');
  const links = useLinks();
  const [, go] = useLocation();
  const list = usePagePath('segments') ?? '/';
  const { ask, dialog } = useConfirm();
  const [naming, setNaming] = useState(false);
  const refreshes = [listSegments, getSegment];
  const remove = useAction(removeSegment, { refreshes: [listSegments] });
  const update = useAction(updateSegment, { refreshes });
  const { id, kind, rule, name, folder, description, mine } = segment;
  const href = rule === null ? undefined : links.customers(kind, rule);
  const act = async () => {
    if (!(await remove.run({ id }))) return;
    showDone(say.removed);
    go(`${list}?kind=${kind}`);
  };
  return (
    <>
      {(mine || isAdmin) && (
        <>
          <Button
            variant="default"
            onClick={() => ask({ title: say.removeTitle, text: say.removeText, verb: say.remove, act })}
          >
            {say.remove}
          </Button>
          <Button variant="default" onClick={() => setNaming(true)}>
            {say.edit}
          </Button>
        </>
      )}
      <MakeSnapshot segment={segment} />
      <AddToDashboard card={{ type: 'segment', kind, segment: id, size: 'small' }} />
      {href !== undefined && (
        <Button component={Link} href={href} leftSection={<Users size={16} aria-hidden />}>
          {say.show}
        </Button>
      )}
      {naming && (
        <SegmentDialog
          title={say.edit}
          first={{ name, folder, description }}
          close={() => setNaming(false)}
          save={(named: Named) => update.run({ id, ...named })}
        />
      )}
      {dialog}
    </>
  );
}

/** Opens the rule of a segment in the builder; a snapshot keeps the one that it was made with. */
function EditRule({ segment }: { segment: Shown }) {
  const say = useMessages(messages);
  const isAdmin = useMay('admin');
  const [building, setBuilding] = useState(false);
  const update = useAction(updateSegment, { refreshes: [listSegments, getSegment] });
  const { id, kind, rule, fixed, mine } = segment;
  if (fixed || rule === null || !(mine || isAdmin)) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setBuilding(true)}>
        {say.editRule}
      </Button>
      {building && (
        <LazyBuilder
          kind={kind}
          rule={readRule(rule)}
          onRule={(next) => void update.run({ id, rule: next })}
          close={() => setBuilding(false)}
        />
      )}
    </>
  );
}

/** Writes down who is in a segment now, as a segment of its own that stays as it is. */
function MakeSnapshot({ segment }: { segment: Shown }) {
  const say = useMessages(messages);
  const mayWrite = useMay('analyst');
  const format = useFormat();
  const list = usePagePath('segments') ?? '/';
  const [, go] = useLocation();
  const create = useAction(createSegment, { refreshes: [listSegments] });
  const { id, kind, name, folder, fixed } = segment;
  if (fixed || !mayWrite || segment.rule === null) return null;
  const make = async () => {
    const day = format.date(new Date().toISOString());
    const called = `${name.slice(0, 80)} · ${day}`;
    const made = await create.run({ kind, folder, name: called, rule: { segment: id }, fixed: true });
    if (made === undefined) return;
    showDone(say.saved(made.name));
    go(`${list}/${made.id}`);
  };
  return (
    <Button variant="default" leftSection={<Camera size={16} aria-hidden />} onClick={() => void make()}>
      {say.snapshot}
    </Button>
  );
}

/** Where its changes are sent to: for administrators, of segments that change. */
function SentTo({ segment }: { segment: Shown }) {
  const isAdmin = useMay('admin');
  return isAdmin && segment.rule !== null && !segment.fixed ? <Hooks segment={segment.id} /> : null;
}

/** One segment: its rule in words, its size now and over time, who came and who left. */
export function SegmentPage() {
  const { id } = useParams<{ id: string }>();
  const say = useMessages(messages);
  const text = useBilingual();
  const format = useFormat();
  const list = usePagePath('segments');
  const every = (data: Shown | undefined) =>
    data !== undefined && data.size === null && data.problem === null ? 1000 : false;
  const answer = useEndpoint(getSegment, { id }, { every });
  const { data } = answer;
  const trail = list !== undefined && (
    <Anchor component={Link} href={data === undefined ? list : `${list}?kind=${data.kind}`}>
      {say.all}
    </Anchor>
  );
  return (
    <Page
      title={data?.name ?? say.title}
      lead={data?.description ?? ''}
      trail={trail}
      actions={data && <Buttons segment={data} />}
    >
      <AnswerView answer={answer}>
        {(segment) => (
          <>
            {segment.problem !== null && <p role="status">{text(segment.problem)}</p>}
            <Section title={say.rule} aside={<EditRule segment={segment} />}>
              {segment.fixed && <p className={classes['note']}>{say.fixedNote}</p>}
              {segment.rule !== null && <RuleSentence kind={segment.kind} rule={readRule(segment.rule)} />}
            </Section>
            <Section title={say.size}>
              <p className={classes['count']} data-size={segment.size}>
                {segment.size === null ? say.waiting : format.number(segment.size)}
              </p>
              {segment.refreshedAt !== null && (
                <p className={classes['note']}>
                  {say.updated} <Time at={segment.refreshedAt} />
                </p>
              )}
            </Section>
            {segment.rule !== null && !segment.fixed && (
              <Section title={say.reasons}>
                <MemberReasons kind={segment.kind} rule={readRule(segment.rule)} />
              </Section>
            )}
            <History segment={segment} />
            <Changes segment={segment} />
            <SentTo segment={segment} />
          </>
        )}
      </AnswerView>
    </Page>
  );
}
