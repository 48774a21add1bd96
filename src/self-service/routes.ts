import { callerOf, route, type Caller, type Route } from '../access/index.ts';
import type { Consents } from '../consent/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { findPlace } from '../profiles/index.ts';
import type { Warehouse } from '../store/warehouse/index.ts';
import { createCustomerLink, getConsentProof, revokeCustomerLink } from './contract.ts';
import { newestRecord } from './customer.ts';
import type { Links } from './link.ts';
import { writeProof } from './proof.ts';
import type { Revocations } from './revoked.ts';

interface RouteParts {
  readonly clock: () => Date;
  readonly baseUrl: string;
  readonly links: Links;
  readonly revocations: Pick<Revocations, 'revoke'>;
  readonly consents: Pick<Consents, 'list'>;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
}

/** The endpoints that make links for customers, and proofs of what they said. */
export function selfServiceRoutes(parts: RouteParts): Route[] {
  return [
    route(createCustomerLink, (input, context) => makeLink(parts, callerOf(context), input)),
    route(revokeCustomerLink, async ({ url }, context) => {
      await parts.revocations.revoke(callerOf(context), url);
      return {};
    }),
    route(getConsentProof, async ({ id, consent, language }, context) => {
      const { rows } = await parts.consents.list(callerOf(context), id);
      const found = rows.find((one) => one.id === consent);
      if (found === undefined) throw noConsent(consent);
      const stream = new Blob([writeProof(found, id, language)]).stream();
      return { stream, fileName: `consent-${consent}.html`, contentType: 'text/html; charset=utf-8' };
    }),
  ];
}

async function makeLink(
  { clock, baseUrl, links, warehouse }: RouteParts,
  caller: Caller,
  { id, days, channel, purpose }: Parsed<typeof createCustomerLink>,
): Promise<Output<typeof createCustomerLink>> {
  const store = await warehouse(caller.workspace);
  const place = await findPlace(store, id);
  if (place.kind !== 'person') throw notPerson();
  const newest = (await store.row(newestRecord))?.newest ?? 0;
  const seconds = Math.floor(clock().getTime() / 1_000);
  const common = { w: caller.workspace, p: place.id, m: newest, n: place.numbers.length };
  const e = seconds + days * 86_400;
  const addressOf = (door: string, said: Parameters<Links['write']>[0]) =>
    new URL(`/${door}/${links.write(said)}`, baseUrl).href;
  // A letter is found again after years, and its link must still work.
  const withdraw = addressOf('u', { ...common, e: seconds + 10 * 365 * 86_400, c: channel, u: purpose });
  return {
    url: addressOf('p', { ...common, e }),
    expiresAt: new Date(e * 1_000).toISOString(),
    withdraw: {
      url: withdraw,
      headers: {
        'List-Unsubscribe': `<${withdraw}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    },
  };
}

function notPerson(): Problem {
  return new Problem('self-service.person', {
    en: 'Only a person has a page of its own; this is a company.',
    zh: '只有个人才有自助页面；此档案是企业。',
  });
}

function noConsent(id: string): Problem {
  return new Problem(
    'consent.not-found',
    { en: 'There is no entry "{id}" in the ledger of this customer.', zh: '该客户的台账中没有记录“{id}”。' },
    { id: id.slice(0, 64) },
  );
}
