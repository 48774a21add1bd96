import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

/** The reader's script sets styles on elements, so styles are loosened here; scripts are not. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clientele API</title>
<link rel="icon" href="/api/docs/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
</head>
<body>
<main id="docs"><noscript><a href="/api/openapi.json">/api/openapi.json</a></noscript></main>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
</body>
</html>
`;

const start = `
if (matchMedia('(prefers-color-scheme: dark)').matches) document.documentElement.classList.add('dark-mode');
SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  validatorUrl: null,
  docExpansion: 'none',
  filter: true,
  tryItOutEnabled: true,
  requestInterceptor(request) { request.headers['x-clientele'] = '1'; return request; },
});
`;

function answer(body: string | Uint8Array<ArrayBuffer>, contentType: string, cacheControl: string): Response {
  const headers = {
    'content-type': contentType,
    'content-security-policy': policy,
    'cache-control': cacheControl,
  };
  return new Response(body, { headers });
}

/** Serves the readable documentation from this package's own files; null for a name that is not among them. */
export async function docsResponse(name: string): Promise<Response | null> {
  if (name === '') return answer(html, 'text/html; charset=utf-8', 'no-cache');
  if (name === 'start.js') return answer(start, 'text/javascript; charset=utf-8', 'no-cache');
  const contentType = Object.hasOwn(assets, name) ? assets[name] : undefined;
  if (!contentType) return null;
  const directory = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  return answer(new Uint8Array(await readFile(join(directory, name))), contentType, 'public, max-age=3600');
}
