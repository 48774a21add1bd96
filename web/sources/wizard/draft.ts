import { z } from 'zod';
import { kinds } from '../../../src/fields/types.ts';
import { channels, lawfulBases, namedMapping, parties, shapeChoices } from '../../../src/sources/contract.ts';

const schema = z.object({
  files: z.array(z.string().max(64)).max(1_000),
  source: z.object({
    name: z.string().max(1_000),
    party: z.enum(parties),
    channel: z.enum(channels),
    trust: z.number(),
    basis: z.enum(lawfulBases),
  }),
  said: z.record(
    z.string(),
    z.object({ shape: shapeChoices, kind: z.enum(kinds).optional(), columns: namedMapping }),
  ),
});

/** What was said about files that have not been imported yet: their source, and for each layout how it is read and where its columns go. */
export type Draft = z.output<typeof schema>;

const nameOf = (workspace: string): string => `clientele.import.${workspace}`;

/** What was said about some of these uploads before the page was loaded anew; this browser keeps it. */
export function readDraft(workspace: string, uploads: readonly string[]): Draft | undefined {
  try {
    const draft = schema.parse(JSON.parse(localStorage.getItem(nameOf(workspace)) ?? ''));
    return draft.files.some((id) => uploads.includes(id)) ? draft : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps what was said about the files of the wizard; null when they are on their way into the database. */
export function keepDraft(workspace: string, draft: unknown): void {
  try {
    if (draft === null) localStorage.removeItem(nameOf(workspace));
    else localStorage.setItem(nameOf(workspace), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing begins with the guesses again.
  }
}
