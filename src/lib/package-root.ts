import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of this package, above the sources as well as above the built files: where `package.json` and `migrations` are. */
export function findPackage(from: string): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'migrations'))) return folder;
  }
  throw new Error(`no package above ${from}`);
}
