import { useLayoutEffect, useRef, type PointerEvent, type RefObject } from 'react';
import type { GridColumn } from '../columns.ts';
import { narrowest, widest } from '../state.ts';
import { boxWidth } from './measures.ts';

/** A width that a column may have. */
export function limitWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, narrowest), widest));
}

interface Measures {
  readonly columns: readonly GridColumn[];
  readonly rowHeight: number;
}

/** Writes the measures of rows and columns into the grid's element, from where rows and head take them; no row is drawn again for that. */
export function useMeasures(ref: RefObject<HTMLElement | null>, { columns, rowHeight }: Measures): void {
  useLayoutEffect(() => {
    const { style } = ref.current ?? {};
    if (style === undefined) return;
    style.setProperty('--row', `${rowHeight}px`);
    let left = boxWidth;
    for (const [at, { width, pinned }] of columns.entries()) {
      style.setProperty(`--width-${at}`, `${width}px`);
      style.setProperty(`--left-${at}`, `${pinned ? left : 0}px`);
      left += pinned ? width : 0;
    }
    const widths = columns.map((_, at) => `var(--width-${at})`).join(' ');
    style.setProperty('--columns', `${boxWidth}px ${widths} minmax(0, 1fr)`);
  }, [ref, columns, rowHeight]);
}

/** Makes a column wider or narrower by its handle: the grid follows the pointer, and the width is kept when it is let go. */
export function useResize(at: number, width: number, commit: (width: number) => void) {
  const begun = useRef(false);
  return {
    begun: () => begun.current,
    begin(event: PointerEvent<HTMLElement>) {
      const handle = event.currentTarget;
      const grid = handle.closest('[role=grid]');
      if (!(grid instanceof HTMLElement) || event.button !== 0) return;
      event.stopPropagation();
      begun.current = true;
      handle.setPointerCapture(event.pointerId);
      const from = event.clientX;
      let now = width;
      const letGo = new AbortController();
      const { signal } = letGo;
      const follow = ({ clientX }: globalThis.PointerEvent) => {
        now = limitWidth(width + clientX - from);
        grid.style.setProperty(`--width-${at}`, `${now}px`);
      };
      const end = () => {
        letGo.abort();
        begun.current = false;
        if (now !== width) commit(now);
      };
      handle.addEventListener('pointermove', follow, { signal });
      handle.addEventListener('lostpointercapture', end, { signal });
    },
  };
}
