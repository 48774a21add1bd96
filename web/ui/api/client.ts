import { QueryClient } from '@tanstack/react-query';
import { createClient, overNetwork, type Client } from '../../../src/client.ts';
import type { Role } from '../../../src/lib/endpoint.ts';
import { isProblem, Problem } from '../../../src/lib/problem.ts';

/** A client of the page's own server; the session's cookie says who calls. */
export function openClient(workspace?: string, viewAs?: Role): Client {
  const named = workspace === undefined ? {} : { workspace };
  return createClient(overNetwork('', viewAs === undefined ? named : { ...named, viewAs }));
}

/** Whatever was thrown, as something that can be shown. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new Problem(
    'web.unexpected',
    {
      en: 'Something unexpected happened in this page. Reload it and try again.',
      zh: '页面发生意外错误。请刷新后重试。',
    },
    { reason },
  );
}

/** Another attempt helps only where nothing answered or the server was busy. */
function mayHelp(count: number, error: unknown): boolean {
  return count < 2 && (isProblem(error, 'client.unreachable') || isProblem(error, 'store'));
}

/** The memory of what the server has answered. */
export function createMemory(onSignedOut: () => void): QueryClient {
  const memory = new QueryClient({
    defaultOptions: {
      queries: { retry: mayHelp, staleTime: 10_000, gcTime: 60_000, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
  memory.getQueryCache().subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return;
    if (isProblem(event.action.error, 'access.unauthenticated')) onSignedOut();
  });
  return memory;
}
