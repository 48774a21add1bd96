import { notJson } from './problems.ts';

/** Fields as a page's form sends them, which senders of text messages do. */
const formPattern = /^[\w.%+[\]-]{1,200}=[^\s{}"]*$/;

/** The JSON of a body, or the fields of one that is sent as a form. Problem: `connectors.json`. */
export function parseDelivery(body: Uint8Array): unknown {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    return formPattern.test(text) ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
  } catch (error) {
    throw notJson(error instanceof Error ? error.message : '');
  }
}

/** A body as it can be shown; bytes that are no text become signs of replacement. */
export function textOfBody(body: Uint8Array): string {
  return Buffer.from(body).toString('utf8');
}
