import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { GridColumn } from '../columns.ts';
import { boxWidth } from './measures.ts';

/** The lines that are in sight, with some beside them. */
export interface Lines {
  readonly first: number;
  readonly last: number;
  /** True until the reader has rested for a moment. */
  readonly moving: boolean;
  readonly across: ColumnsInSight;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Lines that are drawn at most at a time: so many pieces of the page are used again and again. */
  readonly most: number;
  readonly onScroll: () => void;
  /** Brings a line into sight, if it is not. */
  readonly show: (line: number) => void;
}

/** The columns that are in sight, by their places; those that are pinned always are. */
interface ColumnsInSight {
  readonly from: number;
  readonly to: number;
  /** True when the list was moved sideways, so that pinned columns lie over others. */
  readonly aside: boolean;
}

interface LineMeasures {
  readonly columns: readonly GridColumn[];
  readonly count: number;
  readonly rowHeight: number;
  /** What covers the top of the window over the lines. */
  readonly head: number;
}

/** Lines that are drawn beside those in sight, so that none is missing while one scrolls. */
const beside = 8;

/** So many pixels are drawn at each side of what is in sight, so that a column is there before it comes into sight. */
const besideColumns = 240;

/** Which columns stand in a window that was moved sideways. */
function columnsWithin(
  columns: readonly GridColumn[],
  { left, width }: { readonly left: number; readonly width: number },
): ColumnsInSight {
  let at = boxWidth;
  let [from, to] = [columns.length, -1];
  for (const [i, column] of columns.entries()) {
    const end = at + column.width;
    if (end > left - besideColumns && at < left + width + besideColumns) {
      from = Math.min(from, i);
      to = i;
    }
    at = end;
  }
  return { from, to, aside: left > 0 };
}

/** How long one rests before one has stopped, in milliseconds. */
const rest = 140;

interface Sight {
  readonly top: number;
  readonly height: number;
  readonly left: number;
  readonly width: number;
  readonly moving: boolean;
}

/** The window has moved sideways so far that other columns are in sight. */
function isAside(now: Sight, left: number, width: number): boolean {
  return now.width !== width || Math.abs(now.left - left) > besideColumns / 2 || now.left > 0 !== left > 0;
}

/**
 * Which of many lines of one height are in sight. As all lines are of one height, where each stands is a product:
 * nothing is measured, and nothing is kept of lines that are not in sight.
 */
export function useLines({ count, rowHeight, head, columns }: LineMeasures): Lines {
  const scroller = useRef<HTMLDivElement>(null);
  const resting = useRef(0);
  const [sight, setSight] = useState<Sight>({ top: 0, height: 800, left: 0, width: 1600, moving: false });
  const look = useCallback(
    (moving: boolean) => {
      const { scrollTop = 0, clientHeight = 0, scrollLeft = 0, clientWidth = 0 } = scroller.current ?? {};
      setSight((now) => {
        // Half of what is drawn beside: until then nothing new is needed.
        const near =
          Math.abs(now.top - scrollTop) < (beside / 2) * rowHeight &&
          now.height === clientHeight &&
          now.moving === moving &&
          !isAside(now, scrollLeft, clientWidth);
        return near && moving
          ? now
          : { top: scrollTop, height: clientHeight, left: scrollLeft, width: clientWidth, moving };
      });
    },
    [rowHeight],
  );
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => look(false));
    observer.observe(element);
    return () => {
      observer.disconnect();
      window.clearTimeout(resting.current);
    };
  }, [look]);
  const first = Math.max(0, Math.floor(sight.top / rowHeight) - beside);
  const last = Math.min(count - 1, Math.ceil((sight.top + sight.height) / rowHeight) + beside);
  return {
    first: Math.min(first, Math.max(0, count - 1)),
    last,
    moving: sight.moving,
    across: columnsWithin(columns, sight),
    most: Math.ceil(sight.height / rowHeight) + 2 * beside + 2,
    scroller,
    onScroll() {
      look(true);
      window.clearTimeout(resting.current);
      resting.current = window.setTimeout(() => look(false), rest);
    },
    show(line) {
      const element = scroller.current;
      if (element === null) return;
      const top = line * rowHeight;
      const room = element.clientHeight - head - rowHeight;
      if (top < element.scrollTop) element.scrollTop = top;
      else if (top > element.scrollTop + room) element.scrollTop = top - room;
    },
  };
}
