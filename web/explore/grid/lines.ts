import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** The lines that are in sight, with some beside them. */
export interface Lines {
  readonly first: number;
  readonly last: number;
  /** True until the reader has rested for a moment. */
  readonly moving: boolean;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Lines that are drawn at most at a time: so many pieces of the page are used again and again. */
  readonly most: number;
  readonly onScroll: () => void;
  /** Brings a line into sight, if it is not. */
  readonly show: (line: number) => void;
}

interface LineMeasures {
  readonly count: number;
  readonly rowHeight: number;
  /** What covers the top of the window over the lines. */
  readonly head: number;
}

/** Lines that are drawn beside those in sight, so that none is missing while one scrolls. */
const beside = 10;

/** How long one rests before one has stopped, in milliseconds. */
const rest = 140;

interface Sight {
  readonly top: number;
  readonly height: number;
  readonly moving: boolean;
}

/**
 * Which of many lines of one height are in sight. As all lines are of one height, where each stands is a product:
 * nothing is measured, and nothing is kept of lines that are not in sight.
 */
export function useLines({ count, rowHeight, head }: LineMeasures): Lines {
  const scroller = useRef<HTMLDivElement>(null);
  const resting = useRef(0);
  const [sight, setSight] = useState<Sight>({ top: 0, height: 800, moving: false });
  const look = useCallback(
    (moving: boolean) => {
      const { scrollTop = 0, clientHeight = 0 } = scroller.current ?? {};
      setSight((now) => {
        // Half of what is drawn beside: until then nothing new is needed.
        const near =
          Math.abs(now.top - scrollTop) < (beside / 2) * rowHeight &&
          now.height === clientHeight &&
          now.moving === moving;
        return near && moving ? now : { top: scrollTop, height: clientHeight, moving };
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
