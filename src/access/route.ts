import type { z } from 'zod';
import type { Endpoint } from '../lib/endpoint.ts';
import type { Actor } from './actor.ts';

/** What a handler knows of the call beside its input. */
export interface RouteContext {
  readonly actor: Actor | null;
  readonly headers: Headers;
  readonly request: Request;
  readonly ip: string;
  /** Sets a header of the answer; `set-cookie` is added to those set before. */
  setHeader(name: string, value: string): void;
}

/** An endpoint with what it does. */
export interface Route {
  readonly endpoint: Endpoint;
  /** True when the operation writes the audit trail itself, so that the server adds no line of its own. */
  readonly audited: boolean;
  /** Does the work on an input that the endpoint's schema has let through, for an actor who may. */
  handle(input: Record<string, unknown>, context: RouteContext): Promise<unknown>;
}

interface TypedRoute<I extends z.ZodObject, O extends z.ZodType> {
  readonly endpoint: Endpoint<I, O>;
  readonly audited: boolean;
  handle(input: z.output<I>, context: RouteContext): Promise<z.input<O>>;
}

type Handle<I extends z.ZodObject, O extends z.ZodType> = TypedRoute<I, O>['handle'];

/** Puts an endpoint and its handler together. */
export function route<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  handle: Handle<I, O>,
): Route {
  const typed: TypedRoute<I, O> = { endpoint, audited: false, handle };
  return typed;
}

/** A route whose operation writes the audit trail itself. */
export function auditedRoute<I extends z.ZodObject, O extends z.ZodType>(
  endpoint: Endpoint<I, O>,
  handle: Handle<I, O>,
): Route {
  return { ...route(endpoint, handle), audited: true };
}

export type { Actor } from './actor.ts';
