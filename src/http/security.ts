/** Policy of an answer that is no page: nothing may load, nothing may frame it. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox";

/** Policy of the web application's page: scripts and styles of its own files alone, and style elements that bear the page's number. */
export function pagePolicy(nonce: string): string {
  return (
    `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; ` +
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; object-src 'none'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
  );
}

const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Not `no-referrer`: with that a browser says `Origin: null` when it sends our own forms.
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
} as const;

/** What the outermost layer knows about an answer. */
export interface Sending {
  readonly id: string;
  readonly secure: boolean;
  /** Browsers heed some headers only over HTTPS or on this machine, and complain about them elsewhere. */
  readonly trusted: boolean;
  /** The request's path is under /api/. */
  readonly api: boolean;
}

/** The answer with the headers that every answer has; a page's own policy stays. */
export function secureResponse(response: Response, sending: Sending): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(always)) headers.set(name, value);
  headers.set('x-request-id', sending.id);
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', dataPolicy);
  if (!headers.has('cache-control')) headers.set('cache-control', sending.api ? 'no-store' : 'no-cache');
  if (sending.trusted) headers.set('cross-origin-opener-policy', 'same-origin');
  if (sending.secure) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains');
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
