import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';

/** A link where there is a page to lead to, else plain text. */
export function MaybeLink({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (href === undefined) return <>{children}</>;
  return (
    <Anchor component={Link} href={href} inherit>
      {children}
    </Anchor>
  );
}
