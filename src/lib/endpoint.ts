import { z } from 'zod';

/** Roles of a workspace, weakest first; each may do what those before it may. */
export const roles = ['viewer', 'analyst', 'editor', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];

/** Who may call: a role of the workspace (or stronger), anyone signed in, or anyone at all. */
export type Access = Role | 'signed-in' | 'anyone';

export type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';

/**
 * One endpoint as plain data: the server mounts it, the client calls it, OpenAPI is printed from it.
 * `input` is one flat object: names that stand in `path` as `:name` travel there, the rest in the query string (GET, DELETE)
 * or in the JSON body. `upload` says that the body is a raw file and all other input travels in the query string;
 * `download` says that the answer is a file. `trail` says whether calls go on the audit trail; unsaid, all but GET do.
 */
export interface Endpoint<I extends z.ZodObject = z.ZodObject, O extends z.ZodType = z.ZodType> {
  readonly name: string;
  readonly method: Method;
  readonly path: `/${string}`;
  readonly access: Access;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly upload?: boolean;
  readonly download?: boolean;
  readonly trail?: boolean;
}

/** Declares an endpoint; the types of its input and output follow from its schemas. */
export function endpoint<I extends z.ZodObject, O extends z.ZodType>(value: Endpoint<I, O>): Endpoint<I, O> {
  return Object.freeze(value);
}

export type Parsed<E> = E extends Endpoint<infer I> ? z.output<I> : never;
export type Output<E> = E extends Endpoint<z.ZodObject, infer O> ? z.output<O> : never;

/** Input of an endpoint that takes none. */
export const nothing = z.object({});

/** The page of a list: rows, and the cursor of the next page or null at the end. */
export function pageOf<T extends z.ZodType>(row: T) {
  return z.object({ rows: z.array(row), next: z.string().nullable() });
}
