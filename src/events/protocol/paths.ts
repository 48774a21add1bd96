/** How the items of a body are to be read, and of which type they are where they do not say. */
export interface Reading {
  readonly dialect: 'segment' | 'posthog';
  readonly usual: string | null;
}

/** What a path asks for. */
export type Asked =
  | { readonly what: 'messages'; readonly reading: Reading }
  | { readonly what: 'pixel'; readonly usual: string }
  | { readonly what: 'settings'; readonly key: string }
  | { readonly what: 'source-config' };

const types: Readonly<Record<string, string | null>> = {
  identify: 'identify',
  track: 'track',
  page: 'page',
  screen: 'screen',
  group: 'group',
  alias: 'alias',
  batch: null,
  import: null,
  event: null,
  i: 'identify',
  t: 'track',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
  b: null,
};

const segment = (usual: string | null): Asked => ({
  what: 'messages',
  reading: { dialect: 'segment', usual },
});
const posthog: Asked = { what: 'messages', reading: { dialect: 'posthog', usual: null } };
const wholePaths: ReadonlyMap<string, Asked> = new Map([
  ...['/batch', '/e', '/capture', '/track', '/i/v0/e'].map((path) => [path, posthog] as const),
  ['/sourceConfig', { what: 'source-config' }],
  ['/api/public/apps/batch', segment(null)],
]);

/** Forms of paths, and what their changing part means. */
const forms: readonly (readonly [form: RegExp, meaning: (part: string) => Asked | undefined])[] = [
  [/^\/v1\/projects\/([^/]{1,100})\/settings$/, (key) => ({ what: 'settings', key })],
  [/^\/pixel\/v1\/(track|page)$/, (usual) => ({ what: 'pixel', usual })],
  [
    /^\/(?:v1|beacon\/v1|api\/s(?:\/s2s)?)\/([a-z]+)$/,
    (type) => (Object.hasOwn(types, type) ? segment(types[type] ?? null) : undefined),
  ],
];

/** What a path of one of the protocols asks for; undefined for every other path. */
export function readPath(path: string): Asked | undefined {
  const plain = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  const whole = wholePaths.get(plain);
  if (whole !== undefined) return whole;
  for (const [form, meaning] of forms) {
    const part = form.exec(plain)?.[1];
    if (part !== undefined) return meaning(part);
  }
  return undefined;
}
