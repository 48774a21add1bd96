import { openSecret, sealSecret } from '../sources/index.ts';
import type { HookKind, PullKind } from './kind.ts';
import { wrongSettings } from './problems.ts';
import { secretsOf } from './settings.ts';
import type { ConnectorRow } from './tables.ts';

type Values = Readonly<Record<string, string | number | boolean>>;

/** Settings as they are kept: in plain what may be seen, sealed what may not. */
export interface KeptSettings {
  readonly settings: Values;
  readonly secrets: Readonly<Record<string, string>>;
}

/** Keeps secrets of connectors with the key of the installation. */
export function createSealing(encryptionKey: string) {
  const key = Buffer.from(encryptionKey, 'base64');
  const openAll = ({ settings, secrets }: KeptSettings): Values => ({
    ...settings,
    ...Object.fromEntries(Object.entries(secrets).map(([name, sealed]) => [name, openSecret(sealed, key)])),
  });
  return {
    /** The settings of a kind as they were given, upon those that were kept. Problem: `connectors.settings`. */
    keep(kind: Pick<HookKind | PullKind, 'settings'>, given: Values, before?: KeptSettings): KeptSettings {
      const known = new Set(Object.keys(kind.settings.shape));
      const secret = secretsOf(kind.settings);
      const said = Object.entries(given).filter(
        ([name, value]) => known.has(name) && !(secret.has(name) && value === ''),
      );
      const all = { ...(before === undefined ? {} : openAll(before)), ...Object.fromEntries(said) };
      const read = kind.settings.safeParse(all);
      if (!read.success)
        throw wrongSettings([...new Set(read.error.issues.map(({ path }) => String(path[0])))]);
      const entries = Object.entries(all);
      return {
        settings: Object.fromEntries(entries.filter(([name]) => !secret.has(name))),
        secrets: Object.fromEntries(
          entries
            .filter(([name]) => secret.has(name))
            .map(([name, value]) => [name, sealSecret(String(value), key).sealed]),
        ),
      };
    },
    open: ({ settings, secrets }: Pick<ConnectorRow, 'settings' | 'secrets'>) =>
      openAll({ settings, secrets }),
  };
}

export type Sealing = ReturnType<typeof createSealing>;
