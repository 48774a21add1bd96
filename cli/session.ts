import type { Client } from '../src/client.ts';
import { type Bilingual, type Language, Problem } from '../src/lib/problem.ts';
import type { Terminal } from './terminal.ts';

/** The options that every command has. */
export interface GlobalOptions {
  readonly url?: string | undefined;
  readonly key?: string | undefined;
  readonly data?: string | undefined;
  readonly workspace?: string | undefined;
  readonly json?: boolean | undefined;
  readonly language?: Language | undefined;
}

/** What a command works with. */
export interface Session {
  readonly client: Client;
  readonly language: Language;
  /** A text in the language of the session. */
  readonly say: Say;
  readonly terminal: Terminal;
}

/** What a command answers: data for programs, text for people. */
export interface Answer {
  readonly data: unknown;
  readonly text: string;
  /** Something is wrong although there is an answer: exit code 1. */
  readonly failed?: boolean;
}

/** Runs the work of a command with a client, prints its answer, and leaves the exit code. */
export type Run = (work: (session: Session) => Promise<Answer>) => Promise<void>;

/** A text in one language. */
export type Say = (text: Bilingual) => string;

/** A mistake in how a command was written: exit code 2. */
export function usageProblem(text: Bilingual, details: Readonly<Record<string, unknown>> = {}): Problem {
  return new Problem('cli.usage', text, details);
}
