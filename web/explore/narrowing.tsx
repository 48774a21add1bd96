import { Button, SegmentedControl } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { lazy, memo, Suspense, useState, type ReactNode } from 'react';
import { FacetRail } from '../rules/facets/facet-rail.tsx';
import { useKept } from '../rules/kept.ts';
import type { RuleProps } from '../rules/rule.ts';
import { LoadingRows } from '../ui/feedback/loading.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import classes from './explore.module.css';
import { messages } from './messages.ts';
import { tabs, type ExploreState } from './state.ts';

const ResultCharts = lazy(async () => ({
  default: (await import('../rules/charts/result-charts.tsx')).ResultCharts,
}));

/** Whether the counts stand beside the list: where there is room, as the reader left them; else only while they are asked for. */
export function useRail(narrow: boolean): { shown: boolean; toggle: () => void } {
  const [kept, keep] = useKept('clientele.rail', ['shown']);
  const [over, setOver] = useState(false);
  if (narrow) return { shown: over, toggle: () => setOver(!over) };
  return { shown: kept.length > 0, toggle: () => keep(kept.length > 0 ? [] : ['shown']) };
}

interface ViewButtonsProps {
  readonly tab: ExploreState['tab'];
  readonly setTab: (tab: ExploreState['tab']) => void;
  readonly rail: ReturnType<typeof useRail>;
}

/** How the customers that fit are shown: with counts beside them or not, as a list or in pictures. */
export function ViewButtons({ tab, setTab, rail }: ViewButtonsProps) {
  const say = useMessages(messages);
  return (
    <>
      <Button
        variant="default"
        aria-pressed={rail.shown}
        leftSection={<SlidersHorizontal size={15} aria-hidden />}
        onClick={rail.toggle}
      >
        {say.narrow}
      </Button>
      <SegmentedControl
        aria-label={say.tabs.label}
        value={tab}
        data={tabs.map((value) => ({ value, label: say.tabs[value] }))}
        onChange={(value) => setTab(tabs.find((one) => one === value) ?? tab)}
      />
    </>
  );
}

/** Drawn when its counts or the rule change, and not with every page of rows that comes. */
const Counts = memo(FacetRail);

interface NarrowingProps extends RuleProps {
  readonly narrow: boolean;
  readonly rail: ReturnType<typeof useRail>;
  readonly tab: ExploreState['tab'];
  readonly children: ReactNode;
}

/** The counts by which the list is narrowed, beside it or over it, and the list or its pictures. */
export function Narrowing({ kind, rule, onRule, narrow, rail, tab, children }: NarrowingProps) {
  const say = useMessages(messages);
  const counts = rail.shown && <Counts kind={kind} rule={rule} onRule={onRule} titled={!narrow} />;
  return (
    <>
      {narrow ? (
        <Dialog opened={rail.shown} close={rail.toggle} title={say.narrow} place="side">
          {counts}
        </Dialog>
      ) : (
        counts && <div className={classes['rail']}>{counts}</div>
      )}
      {tab === 'charts' ? (
        <div className={classes['charts']}>
          <Suspense fallback={<LoadingRows count={10} height={48} />}>
            <ResultCharts kind={kind} rule={rule} onRule={onRule} />
          </Suspense>
        </div>
      ) : (
        children
      )}
    </>
  );
}
