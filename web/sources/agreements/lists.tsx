import { Button, Group } from '@mantine/core';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import {
  acceptPartnerList,
  listAgreements,
  listPartnerLists,
  refusePartnerList,
  type Agreement,
  type PartnerList,
} from '../../../src/sources/agreements/contract.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useAction, useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { useConfirm } from '../../ui/page/confirm.tsx';
import { JobProgress } from '../../ui/page/job-progress.tsx';
import { Section } from '../../ui/page/section.tsx';
import { Status } from '../../ui/page/status.tsx';
import { Time } from '../../ui/page/time.tsx';
import { messages } from './messages.ts';
import { useFieldNames } from '../result/result-view.tsx';
import classes from '../sources.module.css';

const tones = { waiting: 'warn', accepted: 'good', refused: 'plain' } as const;
const refreshes = [listPartnerLists, listAgreements] as const;

/** What becomes of each column. */
function Columns({ list, kind }: { list: PartnerList; kind: Agreement['kind'] }) {
  const say = useMessages(messages).agreements;
  const nameOf = useFieldNames();
  return (
    <dl className={classes['facts']}>
      {list.columns.map(({ header, field, use }) => (
        <div key={header} className={classes['pair']} data-use={use}>
          <dt>
            <bdi>{header}</bdi>
          </dt>
          <dd>{field === null ? say.uses[use] : nameOf(field, kind)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Decide({ list, started }: { list: PartnerList; started: (job: string) => void }) {
  const say = useMessages(messages).agreements;
  const { ask, dialog } = useConfirm();
  const accept = useAction(acceptPartnerList, { refreshes, done: ({ job }) => started(job) });
  const refuse = useAction(refusePartnerList, { refreshes });
  const sure = () =>
    ask({
      title: say.refuseTitle(list.name),
      text: say.refuseText,
      verb: say.refuse,
      act: () => refuse.run({ id: list.id }),
    });
  return (
    <Group mt="sm">
      <Button size="compact-sm" loading={accept.running} onClick={() => void accept.run({ id: list.id })}>
        {say.accept}
      </Button>
      <Button size="compact-sm" variant="default" onClick={sure}>
        {say.refuse}
      </Button>
      {dialog}
    </Group>
  );
}

function ListItem({ list, agreement }: { list: PartnerList; agreement: Agreement }) {
  const say = useMessages(messages).agreements;
  const format = useFormat();
  const mayDecide = useMay('admin');
  const [job, setJob] = useState<string | null>(null);
  return (
    <li className={classes['list']}>
      <div>
        <bdi>{list.name}</bdi> <Status tone={tones[list.state]}>{say.states[list.state]}</Status>
      </div>
      <small className={classes['soft']}>
        {format.bytes(list.bytes)} · <bdi>{list.givenBy}</bdi> · <Time at={list.givenAt} />
        {list.decidedAt !== null && (
          <>
            {' · '}
            {say.decidedBy} <bdi>{list.decidedBy}</bdi> · <Time at={list.decidedAt} />
          </>
        )}
        {list.import !== null && (
          <>
            {' · '}
            <Link href={`/imports/${list.import}`}>{say.toImport}</Link>
          </>
        )}
      </small>
      <Columns list={list} kind={agreement.kind} />
      {list.state === 'waiting' && mayDecide && !agreement.ended && <Decide list={list} started={setJob} />}
      {list.state === 'waiting' && !mayDecide && <p className={classes['lead']}>{say.adminDecides}</p>}
      {job !== null && <JobProgress id={job} label={say.taking} done={() => undefined} />}
    </li>
  );
}

/** The lists that came under an agreement; nothing of those that wait is seen anywhere else. */
export function Lists({ agreement }: { agreement: Agreement }) {
  const say = useMessages(messages).agreements;
  const answer = useEndpoint(listPartnerLists, { id: agreement.id });
  return (
    <Section title={say.lists}>
      <p className={classes['lead']}>{say.listsLead}</p>
      <AnswerView answer={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState icon={FileText} title={say.noLists}>
              {say.noListsLead}
            </EmptyState>
          ) : (
            <ul className={classes['lists']}>
              {rows.map((list) => (
                <ListItem key={list.id} list={list} agreement={agreement} />
              ))}
            </ul>
          )
        }
      </AnswerView>
    </Section>
  );
}
