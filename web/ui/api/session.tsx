import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, type ReactNode } from 'react';
import { getStart, type getMe } from '../../../src/access/contract.ts';
import type { Client } from '../../../src/client.ts';
import { roles, type Output, type Role } from '../../../src/lib/endpoint.ts';
import { openClient } from './client.ts';

export type Me = Output<typeof getMe>;
export type Workspace = Me['workspaces'][number];

const nobody = openClient();

interface Place {
  readonly client: Client;
  readonly workspace: Workspace | null;
}

const PlaceContext = createContext<Place>({ client: nobody, workspace: null });

/** Key of the memory under which the start stands. */
const startKey = [getStart.name] as const;

/** What the server knows of the visitor before the first page. */
export function useStart() {
  return useQuery({
    queryKey: startKey,
    staleTime: 60_000,
    queryFn: ({ signal }) => nobody.call(getStart, {}, { signal }),
  });
}

/** Asks again who is signed in, after somebody came or went; forgets all that another person may have seen. */
export function useRefreshMe(): () => Promise<void> {
  const memory = useQueryClient();
  return async () => {
    memory.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== startKey[0] });
    await memory.refetchQueries({ queryKey: startKey });
  };
}

/** Puts everything inside into a workspace. */
export function WorkspacePlace({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  const { id } = workspace;
  const client = useMemo(() => openClient(id), [id]);
  const place = useMemo(() => ({ client, workspace }), [client, workspace]);
  return <PlaceContext value={place}>{children}</PlaceContext>;
}

/** The client of the workspace around, or of none. */
export function useClient(): Client {
  return useContext(PlaceContext).client;
}

/** The workspace around, where there is one. */
export function usePlace(): Workspace | null {
  return useContext(PlaceContext).workspace;
}

/** The workspace around; only for what stands inside one. */
export function useWorkspace(): Workspace {
  const workspace = usePlace();
  if (workspace === null) throw new Error('There is no workspace around this piece');
  return workspace;
}

/** Whose clock times are written by: the workspace's, or null for the reader's own. */
export function useTimeZone(): string | null {
  return usePlace()?.timeZone ?? null;
}

/** True when `role` is `needed` or stronger. */
export function atLeast(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** Whether the reader may do what needs a role; the server decides again. */
export function useMay(needed: Role): boolean {
  const workspace = usePlace();
  return workspace !== null && atLeast(workspace.role, needed);
}
