import { useState, type UIEvent } from 'react';

/** The rows of a long list that stand in the page: those in sight and a few around them. */
export interface RowWindow {
  readonly first: number;
  readonly last: number;
  /** How high all rows are together. */
  readonly height: number;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

const around = 8;
/** Windows are hardly higher than this, in pixels, before they have been scrolled once. */
const viewHeight = 900;

/** Which of `count` rows of one height are to be drawn; a row of an index stands at `index * rowHeight`. */
export function useRowWindow(count: number, rowHeight: number): RowWindow {
  const [view, setView] = useState({ top: 0, height: viewHeight });
  const first = Math.max(0, Math.min(count, Math.floor(view.top / rowHeight)) - around);
  const last = Math.min(count, Math.ceil((view.top + view.height) / rowHeight) + around);
  return {
    first,
    last,
    height: count * rowHeight,
    onScroll({ currentTarget: { scrollTop, clientHeight } }) {
      setView({ top: scrollTop, height: clientHeight });
    },
  };
}
