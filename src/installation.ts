import { statfs } from 'node:fs/promises';

import { route, type AccessRoom, type Route } from './access/index.ts';
import type { Config } from './config.ts';
import { checkMail, getInstallation } from './http/contract.ts';

interface InstallationDoors {
  readonly config: Config;
  readonly version: string;
  readonly mailer: AccessRoom['mailer'];
  readonly engines: () => { name: string; mode: string; version: string }[];
}

/** The endpoints of what the installation runs on. */
export function installationRoutes({ config, version, mailer, engines }: InstallationDoors): Route[] {
  return [
    route(getInstallation, async () => {
      const { bavail, bsize } = await statfs(config.data);
      return {
        version,
        node: process.version,
        engines: engines(),
        space: { free: bavail * bsize, keepFree: config.keepFree },
        country: config.country,
        currency: config.currency,
        mail: { from: mailer.from },
      };
    }),
    route(checkMail, () => mailer.check()),
  ];
}
