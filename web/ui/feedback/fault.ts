import { createFault } from '../../../src/http/contract.ts';
import { openClient } from '../api/client.ts';

/** Tells the server's log of a fault in the page; when even that fails, the console still has it. */
export async function reportFault(id: string, error: Error, where: string): Promise<void> {
  const text = `${error.name}: ${error.message}`.slice(0, 1_000);
  const stack = `${error.stack ?? ''}\n${where}`.slice(0, 8_000);
  await openClient()
    .call(createFault, { id, text, stack, path: location.pathname.slice(0, 500) })
    .catch(() => undefined);
}
