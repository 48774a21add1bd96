import { createHmac, timingSafeEqual } from 'node:crypto';

/** How a sender shows that it is the one that it says. */
export interface Signature {
  /**
   * `hex` and `base64`: HMAC-SHA256 of the body in a header; `standard`: as the Standard Webhooks say it, with id and
   * time in what is signed; `token`: the secret itself in a header.
   */
  readonly scheme: 'hex' | 'base64' | 'standard' | 'token';
  readonly secret: string;
  readonly header: string;
  /** The header with the time (seconds) that is signed before the body, joined by a point; '' where none is. */
  readonly timeHeader: string;
}

/** For how long what was signed counts, either way: clocks differ. */
const windowMs = 5 * 60_000;

/** What is found at the door. */
export type SignatureFault = 'missing' | 'wrong' | 'late';

interface Signed {
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/** Why a delivery is not believed; null when it is. */
export function findSignatureFault(signature: Signature, signed: Signed, now: Date): SignatureFault | null {
  const { scheme, header, secret } = signature;
  const given = (signed.headers.get(scheme === 'standard' ? 'webhook-signature' : header) ?? '').trim();
  if (given === '') return 'missing';
  if (scheme === 'token') return isSame(given.replace(/^Bearer /i, ''), secret) ? null : 'wrong';
  const time = timeOf(signature, signed.headers);
  if (time === null) return 'missing';
  const expected = signatureOf(signature, signed, time);
  if (!candidates(signature, given).some((one) => isSame(one, expected))) return 'wrong';
  // Looked at last, so that nobody learns of the window who cannot sign.
  if (time !== '' && Math.abs(now.getTime() - Number(time) * 1_000) > windowMs) return 'late';
  return null;
}

/** The time that was signed; '' where none is, null where it should be. */
function timeOf({ scheme, timeHeader }: Signature, headers: Headers): string | null {
  const name = scheme === 'standard' ? 'webhook-timestamp' : timeHeader;
  if (name === '') return '';
  const time = headers.get(name) ?? '';
  return /^\d{1,12}$/.test(time) ? time : null;
}

function signatureOf({ scheme, secret }: Signature, { headers, body }: Signed, time: string): string {
  if (scheme === 'standard') {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const start = `${headers.get('webhook-id') ?? ''}.${time}.`;
    return createHmac('sha256', key).update(start).update(body).digest('base64');
  }
  const hmac = createHmac('sha256', secret);
  if (time !== '') hmac.update(`${time}.`);
  return hmac.update(body).digest(scheme === 'hex' ? 'hex' : 'base64');
}

/** The header that signs a message of ours as the Standard Webhooks say it: `v1,…`. */
export function signStandard(
  secret: string,
  { id, time, body }: { readonly id: string; readonly time: string; readonly body: string },
): string {
  const signature = { scheme: 'standard', secret, header: '', timeHeader: '' } as const;
  const signed = { headers: new Headers({ 'webhook-id': id }), body: Buffer.from(body) };
  return `v1,${signatureOf(signature, signed, time)}`;
}

/** A header may hold several, as while a secret is exchanged, and say before each how it was made. */
function candidates({ scheme }: Signature, given: string): string[] {
  if (scheme === 'standard') return given.split(' ').map((one) => one.replace(/^v1,/, ''));
  const plain = given.replace(/^sha256=/i, '');
  return [scheme === 'hex' ? plain.toLowerCase() : plain];
}

/** Compares without telling by the time it takes where two texts differ. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return expected !== '' && one.length === other.length && timingSafeEqual(one, other);
}
