import type { Access, Endpoint } from '../lib/endpoint.ts';
import type { Knock, Reply } from './knock.ts';
import type { Log } from './log.ts';
import type { Actor, Route } from '../access/route.ts';

/** One line of the audit trail: a call that changed something, or tried to and succeeded. */
export interface AuditLine {
  readonly actor: Actor | null;
  /** The endpoint's name. */
  readonly action: string;
  /** The id of what was touched, when the call says one. */
  readonly target: string | null;
  readonly ip: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What the mounting code needs of the access room. */
export interface AccessDoor {
  authenticate(headers: Headers, workspace?: string): Promise<Actor | null>;
  authorize(actor: Actor | null, access: Access): void;
  readonly audit: { append(line: AuditLine): Promise<unknown> };
}

/** Bounds on what one request may cost. */
export interface Limits {
  /** Largest JSON body in bytes. */
  readonly bodyBytes: number;
  /** Largest raw upload in bytes. */
  readonly uploadBytes: number;
  /** How long a JSON body may take to arrive, and how long an upload may stand still, in milliseconds. */
  readonly bodyMs: number;
  readonly uploadIdleMs: number;
  /** How long a close waits for running requests, in milliseconds. */
  readonly closeMs: number;
}

export const defaultLimits: Limits = {
  bodyBytes: 10 * 1024 * 1024,
  uploadBytes: 64 * 1024 ** 3,
  bodyMs: 30_000,
  uploadIdleMs: 120_000,
  closeMs: 30_000,
};

/** An engine that stands behind the application, for the health check. */
export interface EngineState {
  readonly name: string;
  readonly mode: string;
  readonly version: string;
}

/** A page outside the API; null leaves the request to the next one. */
export type Page = (request: Request) => Promise<Response | null>;

export interface HttpOptions {
  readonly routes: readonly Route[];
  readonly access: AccessDoor;
  readonly title: string;
  readonly version: string;
  readonly log: Log;
  readonly limits?: Partial<Limits>;
  /** Pages of the web application, asked for whatever is not under /api/. */
  readonly pages?: Page;
  /** Answers what clients of other protocols send, before anything else is asked; undefined for every other request. */
  readonly door?: (request: Request, info: RequestInfo) => Promise<Response> | undefined;
  /** Answers programs that send thousands of requests a second, before all else; undefined for every other request. */
  readonly collect?: (knock: Knock) => Promise<Reply> | undefined;
  /** Public base URL; its scheme decides about HSTS, its origin is one that browsers may call from. */
  readonly baseUrl?: string;
  /** The engines as they are now; throws when one does not answer. */
  readonly engines?: () => Promise<readonly EngineState[]>;
  /** Believe X-Forwarded-For: only behind a proxy that sets it. */
  readonly trustProxy?: boolean;
  /** Check every answer against its contract; for tests. */
  readonly checkOutput?: boolean;
}

/** What the transport knows about a request that the request does not say. */
export interface RequestInfo {
  readonly ip: string;
}

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Stops accepting, lets running requests end, then closes. */
  close(): Promise<void>;
}

/** The application as one function, and as a server. */
export interface Http {
  fetch(request: Request, info?: RequestInfo): Promise<Response>;
  listen(port: number, host: string): Promise<Listening>;
}

/** What the mounting of one route knows about the whole. */
export interface Mounting {
  readonly access: AccessDoor;
  readonly log: Log;
  readonly limits: Limits;
  readonly origins: ReadonlySet<string>;
  readonly checkOutput: boolean;
}

export type { Actor, Endpoint, Route };
