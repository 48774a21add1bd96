import { Button, Chip, Group } from '@mantine/core';
import { CheckCheck, GitMerge } from 'lucide-react';
import { useState } from 'react';
import type { Kind } from '../../src/fields/types.ts';
import {
  bands,
  decideMatches,
  joinBand,
  listMatchChanges,
  listMatchPairs,
  undoMatchChange,
} from '../../src/identity/contract.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction, useList, useRefresh } from '../ui/api/use-endpoint.ts';
import { EmptyState } from '../ui/feedback/empty-state.tsx';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { useShortcut } from '../ui/keys/shortcuts.ts';
import { useConfirm } from '../ui/page/confirm.tsx';
import classes from './matching.module.css';
import { messages } from './messages.ts';
import { PairView, type Choice } from './pair-view.tsx';
import type { MatchRun } from './quality-view.tsx';
import { settledBy, type Decision } from './settled.ts';

type Band = (typeof bands)[number];

const noChoice: Choice = {};

/** The pairs of a band that are still to be decided, and what was decided since they were fetched. */
function useQueue(kind: Kind, band: Band | undefined) {
  const list = useList(listMatchPairs, (after) => ({ kind, band, after, limit: 50 }));
  const [at, setAt] = useState(0);
  const [decided, setDecided] = useState<readonly Decision[]>([]);
  const isSettled = settledBy(decided);
  const pairs = (list.rows ?? []).filter(({ left, right }) => !isSettled(left.id, right.id));
  const place = Math.min(at, Math.max(0, pairs.length - 1));
  const move = (by: number) => {
    const next = Math.max(0, place + by);
    if (next >= pairs.length - 5 && list.hasNextPage) void list.fetchNextPage();
    setAt(Math.min(next, Math.max(0, pairs.length - 1)));
  };
  return {
    list,
    place,
    count: pairs.length,
    current: pairs[place],
    move,
    decide: (decision: Decision) => setDecided([...decided, decision]),
    forget: () => setDecided([]),
  };
}

function useDecisions(queue: ReturnType<typeof useQueue>, choice: Choice) {
  const say = useMessages(messages);
  const refresh = useRefresh();
  const undo = useAction(undoMatchChange, {
    refreshes: [listMatchPairs, listMatchChanges],
    done: () => {
      queue.forget();
      showDone(say.undone);
    },
  });
  const action = useAction(decideMatches, {
    refreshes: [listMatchChanges],
    done: ({ change, does }) =>
      showDone(does === 'join' ? say.joined : say.keptApart, () => undo.run({ id: change })),
  });
  const decide = async (does: 'join' | 'apart') => {
    const { current } = queue;
    if (current === undefined || action.running) return;
    const pairs = [{ left: current.left.id, right: current.right.id }];
    const answer = await action.run({ does, pairs, ...(does === 'join' ? { choose: { ...choice } } : {}) });
    if (answer === undefined) await refresh(listMatchPairs);
    else queue.decide({ left: current.left.id, right: current.right.id, does });
  };
  return { decide, running: action.running };
}

/** One pair after another: why they were found, both sides, and what becomes of them; by pointer or by keys. */
export function ReviewQueue({ kind, run }: { kind: Kind; run: MatchRun }) {
  const say = useMessages(messages);
  const format = useFormat();
  const may = useMay('editor');
  const [band, setBand] = useState<Band | undefined>();
  const queue = useQueue(kind, band);
  const { current, place, count, move, list } = queue;
  const [chosen, setChosen] = useState<{ pair: string; choice: Choice }>({ pair: '', choice: {} });
  const choice = chosen.pair === current?.pair ? chosen.choice : noChoice;
  const { decide, running } = useDecisions(queue, choice);
  useShortcut({ keys: 'j', label: say.join }, () => void (may && decide('join')));
  useShortcut({ keys: 'a', label: say.apart }, () => void (may && decide('apart')));
  useShortcut({ keys: 's', label: say.skip }, () => move(1));
  useShortcut({ keys: 'b', label: say.back }, () => move(-1));
  if (list.rows === undefined)
    return list.error ? <ProblemView error={list.error} retry={list.refetch} /> : <LoadingRows />;
  return (
    <>
      <Group mb="md" gap="md" justify="space-between">
        <Chip.Group
          value={band ?? ''}
          onChange={(value: string) => setBand(bands.find((one) => one === value))}
        >
          <Group gap="xs" role="radiogroup" aria-label={say.band}>
            <Chip value="">{say.all}</Chip>
            {bands.map((one) => (
              <Chip key={one} value={one}>
                {say.bands[one]}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
        {may && <JoinBand run={run} />}
      </Group>
      {current === undefined ? (
        <EmptyState icon={GitMerge} title={say.none}>
          {say.noneLead}
        </EmptyState>
      ) : (
        <>
          <PairView
            key={current.pair}
            kind={kind}
            pair={current}
            choosing={{
              choice,
              choose: may ? (next) => setChosen({ pair: current.pair, choice: next }) : null,
            }}
          />
          <div className={classes['actions']}>
            {may && (
              <>
                <Button loading={running} onClick={() => void decide('join')}>
                  {say.join}
                </Button>
                <Button variant="default" disabled={running} onClick={() => void decide('apart')}>
                  {say.apart}
                </Button>
              </>
            )}
            <Button variant="default" disabled={place + 1 >= count} onClick={() => move(1)}>
              {say.skip}
            </Button>
            <Button variant="subtle" disabled={place === 0} onClick={() => move(-1)}>
              {say.back}
            </Button>
            <span className={classes['hint']}>
              {say.place(format.number(place + 1), format.number(count))} · {say.keys}
            </span>
          </div>
        </>
      )}
    </>
  );
}

function JoinBand({ run }: { run: MatchRun }) {
  const say = useMessages(messages);
  const format = useFormat();
  const { ask, dialog } = useConfirm();
  const undo = useAction(undoMatchChange, {
    refreshes: [listMatchPairs, listMatchChanges],
    done: () => showDone(say.undone),
  });
  const join = useAction(joinBand, {
    refreshes: [listMatchPairs, listMatchChanges],
    done: ({ change }) => showDone(say.joined, () => undo.run({ id: change })),
  });
  const count = format.number(run.outcome?.join ?? 0);
  if ((run.outcome?.join ?? 0) === 0) return null;
  return (
    <>
      <Button
        variant="default"
        leftSection={<CheckCheck size={16} aria-hidden />}
        loading={join.running}
        onClick={() =>
          ask({
            title: say.joinBandTitle,
            text: say.joinBandText(count),
            verb: say.joinBandVerb,
            act: () => join.run({ id: run.run }),
          })
        }
      >
        {say.joinBand(count)}
      </Button>
      {dialog}
    </>
  );
}
