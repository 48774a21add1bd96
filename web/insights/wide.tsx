import { ScrollArea } from '@mantine/core';
import type { ReactNode } from 'react';

/** A table that may be wider than its place: it is moved by the keyboard too. */
export function Wide({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ScrollArea type="auto" viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}>
      {children}
    </ScrollArea>
  );
}
