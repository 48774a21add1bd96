import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Download } from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { useMay } from '../ui/api/session.tsx';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { ProblemView } from '../ui/feedback/problem-view.tsx';
import { useLanguage, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import type { Reader } from '../ui/value/write-value.ts';
import { BulkEditButton } from './bulk-edit/bulk-edit-button.tsx';
import { ColumnChooser } from './column-chooser.tsx';
import type { FieldInfo } from './columns.ts';
import { cardHeight, rowHeights, useDensity } from './density.ts';
import classes from './explore.module.css';
import { ExportDialog, type Chosen } from './export-dialog.tsx';
import { ExportStrip, type StartedExport } from './export-strip.tsx';
import { Foot } from './foot.tsx';
import { Grid } from './grid/grid.tsx';
import type { GridHandle } from './grid/grid-props.ts';
import type { CellPlace } from './grid/keys.ts';
import { messages } from './messages.ts';
import { Narrowing, useRail, ViewButtons } from './narrowing.tsx';
import { NobodyFits } from './nobody-fits.tsx';
import { Panel, type PanelProps } from './panel.tsx';
import { Asked, SearchPlace } from './question.tsx';
import { useRowList } from './row-list.ts';
import type { Question } from './row-pages.ts';
import { isFiltered, joinWords, withoutWords, type RuleJson } from './rule.ts';
import { useDraft } from './use-draft.ts';
import { countSelected, selectionRule } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import type { ExploreState } from './state.ts';
import type { ChangeState } from './use-address.ts';
import { useColumns, type Columns } from './use-columns.ts';
import { useExplorer } from './use-explorer.ts';
import { useStable, useStateOf, useSteady } from './use-stable.ts';

interface ExplorerProps {
  readonly state: ExploreState;
  readonly fields: readonly FieldInfo[];
  readonly change: ChangeState;
}

function useReader(): Reader {
  const language = useLanguage();
  const format = useFormat();
  return useMemo(() => ({ language, format }), [language, format]);
}

/** What is asked of the server: the same object for as long as the same is asked. */
function useQuestion({ kind, rule, words }: ExploreState, { columns, sort }: Columns): Question {
  const asked = useStable(joinWords(rule, words));
  const keys = new Set(['name', ...columns.map(({ key }) => key)]);
  const fields = useStable([...keys].toSorted());
  return useMemo(() => ({ kind, rule: asked, sort, fields }), [kind, asked, sort, fields]);
}

const firstCell: CellPlace = { row: 0, column: 1 };

/** The list, what is asked of it, and the customer beside it. */
export function Explorer({ state, fields, change }: ExplorerProps) {
  const say = useMessages(messages);
  const reader = useReader();
  const columns = useColumns(state, fields, change);
  const question = useQuestion(state, columns);
  const cards = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  const [density, setDensity] = useDensity();
  const rowHeight = cards ? cardHeight : rowHeights[density];
  const grid = useRef<GridHandle>(null);
  const [active, setActive] = useStateOf(question.rule, firstCell);
  const list = useRowList(question, rowHeight, state.open === null ? null : active.row);
  const explorer = useExplorer({
    list,
    open: state.open,
    change,
    about: question.rule,
    active,
    setActive,
    grid,
  });
  const [exporting, setExporting] = useState<Chosen | null>(null);
  const [exports, setExports] = useState<readonly StartedExport[]>([]);
  const [words, setWords] = useDraft(state.words, (text) => change({ words: text }, { replace: true }));
  const rail = useRail(cards);
  const narrow = useSteady((rule: RuleJson) => change({ rule: withoutWords(rule, state.words) }));
  const { selection } = explorer;
  const count = countSelected(selection, list.total);
  const { kind } = state;
  const chosen: Chosen = { kind, rule: selectionRule(selection, question.rule), count };
  const panel = state.open !== null && (
    <Beside id={state.open} fields={fields} close={explorer.close} sheet={cards} step={explorer.step} />
  );
  return (
    <>
      <div className={classes['bar']}>
        <SearchPlace {...{ state, change, words, setWords }} />
        <ViewButtons tab={state.tab} setTab={(tab) => change({ tab })} rail={rail} />
        <ColumnChooser
          infos={columns.infos}
          shown={columns.shown}
          change={(next) => change({ columns: next }, { replace: true })}
        />
        <ExportButton start={() => setExporting({ kind, rule: question.rule, count: list.total })} />
      </div>
      <Asked state={state} asked={question.rule} change={change} />
      {exports.map((one) => (
        <ExportStrip
          key={one.id}
          started={one}
          close={() => setExports(exports.filter((other) => other !== one))}
        />
      ))}
      {count !== 0 && (
        <SelectionBar
          count={count}
          total={list.total}
          all={selection.all}
          selectAll={explorer.all}
          clear={explorer.clear}
          exportThem={() => setExporting(chosen)}
        >
          <BulkEditButton kind={chosen.kind} rule={chosen.rule} total={count} />
        </SelectionBar>
      )}
      {list.error !== null && <ProblemView error={list.error} retry={list.retry} />}
      <div className={classes['main']}>
        <Narrowing {...{ kind, rail }} rule={question.rule} onRule={narrow} narrow={cards} tab={state.tab}>
          <ListArea begun={list.begun} waiting={list.waiting} failed={list.error !== null}>
            {list.total === 0 ? (
              <NobodyFits kind={kind} filtered={isFiltered(question.rule)} change={change} />
            ) : (
              <Grid
                {...{ list, selection, active, rowHeight, cards, reader }}
                handle={grid}
                label={say.grid}
                columns={columns.columns}
                sort={columns.sort}
                opened={state.open}
                actions={explorer.actions}
                columnActions={columns.actions}
              />
            )}
          </ListArea>
        </Narrowing>
        {panel}
      </div>
      <Foot
        list={list}
        density={density}
        setDensity={setDensity}
        jump={(row) => {
          setActive({ ...active, row });
          grid.current?.show(row);
          grid.current?.focus();
        }}
      />
      {exporting && (
        <ExportDialog
          chosen={exporting}
          sort={columns.sort}
          shown={columns.columns.map(({ key }) => key)}
          close={() => setExporting(null)}
          started={(id, job) => setExports([...exports, { id, job }])}
        />
      )}
    </>
  );
}

/** The customer beside the list; over it, where there is no room beside. */
function Beside(props: PanelProps) {
  const say = useMessages(messages).panel;
  if (!props.sheet) return <Panel {...props} />;
  return (
    <Dialog opened close={props.close} title={say.title} place="sheet">
      <Panel {...props} />
    </Dialog>
  );
}

function ExportButton({ start }: { start: () => void }) {
  const say = useMessages(messages).exports;
  const mayExport = useMay('analyst');
  if (!mayExport) return null;
  return (
    <Button variant="default" leftSection={<Download size={15} aria-hidden />} onClick={start}>
      {say.begin}
    </Button>
  );
}

interface ListAreaProps {
  readonly begun: boolean;
  readonly waiting: boolean;
  readonly failed: boolean;
  readonly children: ReactNode;
}

/** The place of the list; what stood there fades while new rows are on their way. */
function ListArea({ begun, waiting, failed, children }: ListAreaProps) {
  return (
    <div className={classes['list']} data-waiting={waiting && begun}>
      {begun ? children : !failed && <LoadingRows count={16} height={32} />}
    </div>
  );
}
