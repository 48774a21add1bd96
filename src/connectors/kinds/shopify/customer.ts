import { isObject, objectAt, textAt, type JsonObject } from '../../../lib/json.ts';
import { emptyReading, type Reading, type SaidWord } from '../../kind.ts';
import { wrongShape } from '../../problems.ts';
import { dropEmpty, nameOf, readWords } from '../shop.ts';

/** A customer of the shop, with what it said of mail and text messages. */
export function readCustomer(body: JsonObject): Reading {
  const who = textAt(body, 'id');
  if (who === '') throw wrongShape('id');
  return {
    ...emptyReading,
    who,
    values: customerValues(body, objectAt(body, 'default_address')),
    words: consentsOf(body),
  };
}

/** Values of fields out of a customer and an address. */
export function customerValues(customer: JsonObject, address: JsonObject): Record<string, unknown> {
  const pick = (key: string) => textAt(customer, key) || textAt(address, key);
  return dropEmpty({
    given_name: pick('first_name'),
    family_name: pick('last_name'),
    name: nameOf(pick('first_name'), pick('last_name')),
    emails: textAt(customer, 'email'),
    phones: pick('phone'),
    employer_name: textAt(address, 'company'),
    address: [textAt(address, 'address1'), textAt(address, 'address2')].filter(Boolean).join(' '),
    city: textAt(address, 'city'),
    state: textAt(address, 'province'),
    postcode: textAt(address, 'zip'),
    country: textAt(address, 'country_code') || textAt(address, 'country'),
  });
}

const channels = { email_marketing_consent: 'email', sms_marketing_consent: 'sms' } as const;

function consentsOf(body: JsonObject): SaidWord[] {
  return Object.entries(channels).flatMap(([key, channel]) => {
    const said = body[key];
    return isObject(said)
      ? readWords({
          channel,
          state: textAt(said, 'state'),
          at: textAt(said, 'consent_updated_at') || textAt(body, 'updated_at'),
          wording: `Shopify, ${key.replaceAll('_', ' ')}, ${textAt(said, 'opt_in_level') || 'unknown'}`,
        })
      : [];
  });
}
