import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const prefix = 'enc:v1:';

/** A secret as it is kept: the sealed text and, for showing and matching, the masked text and a keyed hash. */
export interface SealedSecret {
  readonly sealed: string;
  readonly masked: string;
  readonly hash: string;
}

/** Shows the first and last four characters; a text of eight or less shows none, so that a short secret stays one. */
function maskSecret(value: string): string {
  const letters = Array.from(value);
  if (letters.length <= 8) return '*'.repeat(letters.length);
  return letters.slice(0, 4).join('') + '*'.repeat(letters.length - 8) + letters.slice(-4).join('');
}

/** Keyed hash for equality: HMAC-SHA256, in base64url, of the value in upper case without white space. */
export function hashSecret(value: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(value.toUpperCase().replace(/\s+/gu, '')).digest('base64url');
}

/** Seals a value with AES-256-GCM as `enc:v1:` + base64(iv of 12 bytes | ciphertext | tag of 16 bytes); `key` has 32 bytes. */
export function sealSecret(value: string, key: Uint8Array): SealedSecret {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([iv, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return {
    sealed: prefix + sealed.toString('base64'),
    masked: maskSecret(value),
    hash: hashSecret(value, key),
  };
}

/** The value behind a sealed text; throws when the key is another or the text was changed. */
export function openSecret(sealed: string, key: Uint8Array): string {
  const bytes = Buffer.from(sealed.slice(prefix.length), 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return decipher.update(bytes.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8');
}
