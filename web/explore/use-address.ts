import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { readAddress, writeAddress, type Address, type ExploreState } from './state.ts';

/** What of the state changes. */
export type StateChange = Partial<ExploreState>;

/** Writes a change into the address; `replace` for what one would not want to go back to. */
export type ChangeState = (change: StateChange, options?: { replace?: boolean }) => void;

/** The state of the page, which stands in its address and nowhere else. */
export function useAddress(): { address: Address; change: ChangeState } {
  const [search, setSearch] = useSearchParams();
  const address = useMemo(() => readAddress(search), [search]);
  const change: ChangeState = useCallback(
    (changes, { replace = false } = {}) =>
      setSearch((now) => writeAddress({ ...readAddress(now).state, ...changes }), { replace }),
    [setSearch],
  );
  return { address, change };
}
