import { useCallback, useLayoutEffect, useRef, useState } from 'react';

/** The same object for as long as it says the same. */
export function useStable<T>(value: T): T {
  const [kept, setKept] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}

/** A state that begins anew whenever what it is about changes. */
export function useStateOf<T>(about: unknown, first: T): [T, (value: T) => void] {
  const [kept, setKept] = useState({ about, value: first });
  const value = kept.about === about ? kept.value : first;
  return [value, (next) => setKept({ about, value: next })];
}

/** The same function for ever, which does what the one of the last drawing does: what takes it need not be drawn again. */
export function useSteady<A extends readonly unknown[], R>(work: (...given: A) => R): (...given: A) => R {
  const latest = useRef(work);
  useLayoutEffect(() => {
    latest.current = work;
  });
  return useCallback((...given: A) => latest.current(...given), []);
}
