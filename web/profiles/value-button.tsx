import { Popover } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Explanation } from './explanation.tsx';
import classes from './facts.module.css';
import type { Claim, Field } from './profile-data.ts';

/** Milliseconds until the pointer's rest opens the explanation, and until it closes when the pointer has gone. */
const patience = { open: 350, close: 200 };

/** Open while the pointer rests or the keyboard's focus is on it; a click or tap pins it, Esc closes it. */
function useUnfolding() {
  const [state, setState] = useState<'closed' | 'open' | 'pinned'>('closed');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (next: 'closed' | 'open', ms: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setState((now) => (now === 'pinned' ? now : next)), ms);
  };
  return {
    opened: state !== 'closed',
    close() {
      clearTimeout(timer.current);
      setState('closed');
    },
    pin: () => setState((now) => (now === 'pinned' ? 'closed' : 'pinned')),
    enter: () => later('open', patience.open),
    leave: () => later('closed', patience.close),
    focus: () => setState('open'),
  };
}

interface ValueButtonProps {
  readonly field: Field;
  readonly claims: readonly Claim[];
  readonly children: ReactNode;
}

/** A value that says, on hover, focus and tap, why it is shown. */
export function ValueButton({ field, claims, children }: ValueButtonProps) {
  const { opened, close, pin, enter, leave, focus } = useUnfolding();
  const place = useRef<HTMLDivElement>(null);
  return (
    <div
      role="presentation"
      ref={place}
      className={classes['why']}
      onPointerEnter={(event) => event.pointerType === 'mouse' && enter()}
      onPointerLeave={(event) => event.pointerType === 'mouse' && leave()}
      onFocus={({ target }) => target.matches(':focus-visible') && focus()}
      onKeyDown={({ key }) => key === 'Escape' && close()}
      onBlur={({ relatedTarget }) => {
        if (!(relatedTarget instanceof Node && place.current?.contains(relatedTarget))) close();
      }}
    >
      <Popover
        opened={opened}
        onChange={(open) => !open && close()}
        position="bottom-start"
        width="auto"
        shadow="md"
        withinPortal={false}
        transitionProps={{ duration: 80 }}
        returnFocus={false}
      >
        <Popover.Target>
          <button type="button" className={classes['value']} onClick={pin}>
            {children}
          </button>
        </Popover.Target>
        <Popover.Dropdown tabIndex={0}>
          <Explanation field={field} claims={claims} />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}
