import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** A secret of 256 bits that fits into a link or a header. */
export function createSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret: its SHA-256 in hexadecimal. Secrets are random, so no salt or slow hash is needed. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** A secret that follows from the installation's own and a text. */
export function deriveSecret(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('base64url');
}

/** Compares without telling by the time it takes where two texts differ. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(a), 'hex'), Buffer.from(hashSecret(b), 'hex'));
}

const keyPattern = /^ck_([0-9a-hjkmnp-tv-z]{26})_[A-Za-z0-9_-]{43}$/;

/** A new secret of the API key `id` (`key_…`): `ck_<id>_<random>`. */
export function createKeySecret(id: string): string {
  return `ck_${id.slice('key_'.length)}_${createSecret()}`;
}

/** The id of the API key that a secret claims to be, or undefined when it cannot be one. */
export function keyIdOf(secret: string): string | undefined {
  const [, id] = keyPattern.exec(secret) ?? [];
  return id && `key_${id}`;
}
