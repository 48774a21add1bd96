import { createClient, overNetwork, type Client } from '../src/client.ts';

/** A client of the server and key on the command line, and the words after them. */
export function readArguments(more = ''): { client: Client; words: readonly string[] } {
  const [url, key, ...words] = process.argv.slice(2);
  if (url === undefined || key === undefined) throw new Error(`Say: URL KEY ${more}`.trim());
  return { client: createClient(overNetwork(url, { key })), words };
}

/** Prints a line. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
