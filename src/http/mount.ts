import { isProblem, type Language, type Problem } from '../lib/problem.ts';
import { readFull } from '../store/space.ts';
import { viewAs } from '../access/actor.ts';
import { guardUpload } from './body.ts';
import { downloadResponse } from './download.ts';
import { readInput } from './input.ts';
import { describeError } from './log.ts';
import { guardOrigin } from './origin.ts';
import { responseOf } from './knock.ts';
import { internalProblem, problemReply, writeBigint } from './problems.ts';
import type { Actor, Mounting, Route } from './types.ts';

/** One request on its way through a route; what becomes known is filled in for the log. */
export interface Call {
  readonly id: string;
  readonly request: Request;
  readonly path: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly ip: string;
  readonly seen: { actor?: Actor | null; endpoint?: string; code?: string };
}

/** What servers write down for a client that closed its request. */
export const goneStatus = 499;
const idKeys = ['id', 'import', 'export', 'edit', 'job', 'segment', 'workspace'] as const;

/** The id of what a call touched: the last parameter of its path, else the id that its answer names. */
function targetOf(call: Call, output: unknown): string | null {
  const fromPath = Object.values(call.path).at(-1);
  if (fromPath !== undefined) return fromPath.slice(0, 200);
  if (typeof output !== 'object' || output === null) return null;
  const values = new Map<string, unknown>(Object.entries(output));
  for (const key of idKeys) {
    const value = values.get(key);
    if (typeof value === 'string') return value.slice(0, 200);
  }
  return null;
}

/** The call has been done by now, so a trail that cannot be written is shouted about, and the caller is not told to try again. */
async function recordCall(
  route: Route,
  call: Call,
  done: { mounting: Mounting; output: unknown },
): Promise<void> {
  const { mounting, output } = done;
  const line = {
    actor: call.seen.actor ?? null,
    action: route.endpoint.name,
    target: targetOf(call, output),
    ip: call.ip,
    details: { request: call.id },
  };
  try {
    await mounting.access.audit.append(line);
  } catch (error) {
    mounting.log.error('audit.lost', {
      ...line,
      actor: line.actor?.id ?? null,
      error: describeError(error),
    });
  }
}

/** A bug that only tests look for: an answer that its own contract does not know. */
function checkAnswer(route: Route, output: unknown): void {
  const result = route.endpoint.output.safeParse(JSON.parse(JSON.stringify(output ?? null, writeBigint)));
  if (result.success) return;
  throw new Error(`The answer of ${route.endpoint.name} breaks its contract: ${result.error.message}`);
}

function jsonResponse(output: unknown, headers: Headers): Response {
  if (output === undefined || output === null) return new Response(null, { status: 204, headers });
  headers.set('content-type', 'application/json; charset=utf-8');
  return new Response(JSON.stringify(output, writeBigint), { headers });
}

/** What a call says of itself: in a header, or for a download, which may be a plain link, in its address. */
function saidBy({ endpoint }: Route, { headers, url }: Request, [header, name]: readonly [string, string]) {
  const named = headers.get(header);
  return named !== null || !endpoint.download ? named : new URL(url).searchParams.get(name);
}

/** Who calls, in the workspace that they name and with the eyes that they ask for. */
async function actorOf(route: Route, request: Request, access: Mounting['access']): Promise<Actor | null> {
  const workspace = saidBy(route, request, ['x-workspace', 'workspace']) ?? undefined;
  const actor = await access.authenticate(request.headers, workspace);
  return viewAs(actor, saidBy(route, request, ['x-view-as', 'viewAs']));
}

async function runRoute(route: Route, call: Call, mounting: Mounting): Promise<Response> {
  const { endpoint } = route;
  const { request } = call;
  guardOrigin(request, mounting.origins);
  const actor = await actorOf(route, request, mounting.access);
  call.seen.actor = actor;
  mounting.access.authorize(actor, endpoint.access);
  const input = await readInput(endpoint, { ...call, limits: mounting.limits });
  const headers = new Headers();
  const output: unknown = await route.handle(input, {
    actor,
    headers: request.headers,
    request: endpoint.upload ? guardUpload(request, mounting.limits) : request,
    ip: call.ip,
    setHeader: (name, value) =>
      name.toLowerCase() === 'set-cookie' ? headers.append(name, value) : headers.set(name, value),
  });
  const isTrailed = endpoint.trail ?? endpoint.method !== 'GET';
  if (isTrailed && !route.audited) await recordCall(route, call, { mounting, output });
  if (endpoint.download) return downloadResponse(output, request.method === 'HEAD');
  if (mounting.checkOutput) checkAnswer(route, output);
  return jsonResponse(output, headers);
}

/** Turns what was thrown into a problem: one as it is, anything else as an id whose story is in the log. */
export function problemOf(
  error: unknown,
  call: Pick<Call, 'id' | 'seen'>,
  mounting: Pick<Mounting, 'log'>,
): Problem {
  const known = readFull(error) ?? error;
  const problem: Problem = isProblem(known) ? known : internalProblem(call.id);
  call.seen.code = problem.code;
  if (problem !== error) {
    mounting.log.error('request.failed', {
      request: call.id,
      endpoint: call.seen.endpoint,
      error: describeError(error),
    });
  }
  return problem;
}

/** The answer for what was thrown. */
export function answerError(error: unknown, call: Call, mounting: Pick<Mounting, 'log'>): Response {
  // Whoever asked has gone: what was stopped for that is no failure, and nobody reads the answer.
  if (call.request.signal.aborted) return new Response(null, { status: goneStatus });
  return responseOf(problemReply(problemOf(error, call, mounting), call.id, call.language));
}

/** Answers one call of one route: same origin, who, may they, what, do it, write it down, say it. */
export async function answerCall(route: Route, call: Call, mounting: Mounting): Promise<Response> {
  call.seen.endpoint = route.endpoint.name;
  try {
    return await runRoute(route, call, mounting);
  } catch (error) {
    return answerError(error, call, mounting);
  }
}
