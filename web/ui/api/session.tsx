import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react';
import { getStart, type getMe } from '../../../src/access/contract.ts';
import type { Client } from '../../../src/client.ts';
import { roles, type Output, type Role } from '../../../src/lib/endpoint.ts';
import { openClient } from './client.ts';

export type Me = Output<typeof getMe>;
export type Workspace = Me['workspaces'][number];

const nobody = openClient();

/** With which role's eyes the workspace is looked at, and the reader's own. */
export interface Eyes {
  readonly own: Role;
  readonly seen: Role;
  /** Looks with the eyes of a role not stronger than one's own. */
  look(role: Role): void;
}

interface Place {
  readonly client: Client;
  readonly workspace: Workspace | null;
  readonly eyes: Eyes;
}

const PlaceContext = createContext<Place>({
  client: nobody,
  workspace: null,
  eyes: { own: 'viewer', seen: 'viewer', look: () => undefined },
});

/** It lasts as long as the tab, and is no secret: the server lets nobody look with stronger eyes. */
const eyesKey = 'clientele.view-as';

function readEyes(own: Role): Role {
  const kept = roles.find((role) => role === sessionStorage.getItem(eyesKey));
  return kept !== undefined && atLeast(own, kept) ? kept : own;
}

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

/** Puts everything inside into a workspace, as the reader's role or a weaker one sees it. */
export function WorkspacePlace({ workspace, children }: { workspace: Workspace; children: ReactNode }) {
  const { id, role: own } = workspace;
  const memory = useQueryClient();
  const [wanted, setWanted] = useState(() => readEyes(own));
  const seen = atLeast(own, wanted) ? wanted : own;
  const place = useMemo(
    (): Place => ({
      client: openClient(id, seen === own ? undefined : seen),
      workspace: { ...workspace, role: seen },
      eyes: {
        own,
        seen,
        look(role) {
          sessionStorage.setItem(eyesKey, role);
          setWanted(role);
          memory.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== startKey[0] });
        },
      },
    }),
    [id, own, seen, workspace, memory],
  );
  return (
    <PlaceContext key={seen} value={place}>
      {children}
    </PlaceContext>
  );
}

/** With whose eyes the reader looks. */
export function useEyes(): Eyes {
  return useContext(PlaceContext).eyes;
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
