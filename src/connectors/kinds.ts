import type { ConnectorKind, KindView } from './contract.ts';
import type { Hook, HookKind, Puller, PullKind } from './kind.ts';
import { httpKind } from './kinds/http/http.ts';
import { mailboxKind } from './kinds/mailbox/mailbox.ts';
import { mysqlKind } from './kinds/mysql/mysql.ts';
import { postgresKind } from './kinds/postgres/postgres.ts';
import { repliesKind } from './kinds/replies/replies.ts';
import { s3Kind } from './kinds/s3/s3.ts';
import { sftpKind } from './kinds/sftp/sftp.ts';
import { shopifyKind } from './kinds/shopify/shopify.ts';
import { webhookKind } from './kinds/webhook/webhook.ts';
import { woocommerceKind } from './kinds/woocommerce/woocommerce.ts';
import { notThatKind } from './problems.ts';
import { describeSettings } from './settings.ts';

const kindList: readonly (HookKind | PullKind)[] = [
  webhookKind,
  shopifyKind,
  woocommerceKind,
  repliesKind,
  httpKind,
  s3Kind,
  sftpKind,
  postgresKind,
  mysqlKind,
  mailboxKind,
];

/** The kind of a name. */
export function kindOf(name: ConnectorKind): HookKind | PullKind {
  const found = kindList.find(({ kind }) => kind === name);
  if (found === undefined) throw new Error(`no connectors of kind ${name}`);
  return found;
}

/** A connector to which others send. Problem: `connectors.does`. */
export function openHook(name: ConnectorKind, settings: unknown): Hook {
  const kind = kindOf(name);
  if (kind.does !== 'hook') throw notThatKind();
  return kind.open(settings);
}

/** A connector that fetches. Problem: `connectors.does`. */
export function openPuller(name: ConnectorKind, settings: unknown): Puller {
  const kind = kindOf(name);
  if (kind.does !== 'pull') throw notThatKind();
  return kind.open(settings);
}

/** All kinds, as a page shows them. */
export function listKinds(): KindView[] {
  return kindList.map(({ kind, does, label, lead, settings, maps }) => ({
    kind,
    does,
    label,
    lead,
    maps,
    settings: describeSettings(settings),
  }));
}
