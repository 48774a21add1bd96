import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Hono } from 'hono';
import { auditedRoute, route } from '../access/route.ts';
import { Problem } from '../lib/problem.ts';
import { createFault, getHealth } from './contract.ts';
import { docsResponse } from './docs.ts';
import { preferredLanguage } from '../lib/preferred-language.ts';
import { listen } from './listen.ts';
import { describeError } from './log.ts';
import { knockOfIncoming, knockOfRequest, responseOf, type Knock, type Reply } from './knock.ts';
import { answerCall, answerError, goneStatus, problemOf, type Call } from './mount.ts';
import { printOpenApi } from './openapi.ts';
import { problemReply } from './problems.ts';
import { secureResponse } from './security.ts';
import { defaultLimits, type EngineState, type Http, type HttpOptions, type Mounting } from './types.ts';
import type { RequestInfo, Route } from './types.ts';

/** The name of the session's cookie, as the documentation says it. */
const sessionCookie = 'clientele.session_token';

type Env = { Bindings: { call: Call } };

/** Static parts of a path win over parameters, wherever the routes stand in the list. */
function bySpecificity(a: Route, b: Route): number {
  const rank = ({ endpoint }: Route) => endpoint.path.replace(/[^/:]+/g, 'a').replace(/:a/g, '~');
  return rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0;
}

/** Two endpoints of one name, or at one place, are a mistake that must not start. */
function guardDoubles(routes: readonly Route[]): void {
  const seen = new Set<string>();
  for (const { endpoint } of routes) {
    const place = `${endpoint.method} ${endpoint.path.replace(/:\w+/g, ':')}`;
    for (const key of [endpoint.name, place]) {
      if (seen.has(key)) throw new Error(`Two endpoints share ${key}`);
      seen.add(key);
    }
  }
}

function originsOf(baseUrl: string | undefined): ReadonlySet<string> {
  return new Set(baseUrl && URL.canParse(baseUrl) ? [new URL(baseUrl).origin] : []);
}

function notFound(path: string): Problem {
  return new Problem(
    'request.not-found',
    {
      en: 'There is nothing at {path}. The endpoints are listed at /api/docs.',
      zh: '{path} 不存在。全部接口见 /api/docs。',
    },
    { path: path.slice(0, 200) },
  );
}

function notBuilt(): Problem {
  return new Problem('web.unavailable', {
    en: 'The web application has not been built. Run `npm run build` and start again; the API is described at /api/docs.',
    zh: '网页应用尚未构建。请运行 npm run build 后重新启动；接口说明见 /api/docs。',
  });
}

function wrongMethod(method: string, allow: readonly string[]): Problem {
  return new Problem(
    'request.method',
    {
      en: '{method} is not possible here; use one of {allow}.',
      zh: '此处不支持 {method}，请使用 {allow} 之一。',
    },
    { method: method.slice(0, 20), allow },
  );
}

async function readEngines(options: HttpOptions): Promise<readonly EngineState[] | undefined> {
  try {
    return (await options.engines?.()) ?? [];
  } catch (error) {
    options.log.error('engines.silent', { error: describeError(error) });
    return undefined;
  }
}

function healthRoute(options: HttpOptions): Route {
  return route(getHealth, async () => {
    const engines = await readEngines(options);
    if (engines) return { status: 'ok' as const, version: options.version, engines: [...engines] };
    throw new Problem('store.unavailable', {
      en: 'A store does not answer. The log says why; `clientele doctor` says how to mend it.',
      zh: '有存储没有响应。原因见日志；运行 clientele doctor 查看解决办法。',
    });
  });
}

/** Faults of the web application belong to the log, not to the audit trail. */
function faultRoute({ log }: HttpOptions): Route {
  return auditedRoute(createFault, async (fault, { actor }) => {
    log.error('web.fault', { ...fault, actor: actor?.id });
    return {};
  });
}

function mountRoutes(app: Hono<Env>, routes: readonly Route[], mounting: Mounting): void {
  const methods = new Map<string, string[]>();
  for (const route of routes.toSorted(bySpecificity)) {
    const { method, path } = route.endpoint;
    app.on(method, path, (c) => answerCall(route, { ...c.env.call, path: c.req.param() }, mounting));
    methods.set(path, [...(methods.get(path) ?? []), method]);
  }
  for (const [path, allow] of methods) {
    app.all(path, (c) => answerError(wrongMethod(c.req.method, allow), c.env.call, mounting));
  }
}

function mountPages(app: Hono<Env>, options: HttpOptions, mounting: Mounting): void {
  const { pages } = options;
  app.get('/api/docs/:name?', async (c) => {
    const found = await docsResponse(c.req.param('name') ?? '');
    return found ?? answerError(notFound(c.req.path), c.env.call, mounting);
  });
  app.all('/api/*', (c) => answerError(notFound(c.req.path), c.env.call, mounting));
  app.get('*', async (c) => {
    const page = await pages?.(c.req.raw);
    return page ?? answerError(c.req.path === '/' ? notBuilt() : notFound(c.req.path), c.env.call, mounting);
  });
}

function logCall(options: HttpOptions, call: Call, answer: { status: number; started: number }): void {
  const { pathname } = new URL(call.request.url);
  options.log[answer.status >= 500 ? 'warn' : 'info']('request', {
    request: call.id,
    method: call.request.method,
    path: pathname.slice(0, 200),
    endpoint: call.seen.endpoint,
    status: answer.status,
    code: call.seen.code,
    actor: call.seen.actor?.id,
    ip: call.ip,
    ms: Math.round((performance.now() - answer.started) * 10) / 10,
  });
}

/** Any page may send to the door, and so may read why it was refused; what goes well is too much for the log. */
async function answerDoor(knocked: Promise<Response>, call: Call, options: HttpOptions): Promise<Response> {
  try {
    return await knocked;
  } catch (error) {
    const refused = answerError(error, call, options);
    refused.headers.set('access-control-allow-origin', '*');
    refused.headers.set('x-request-id', call.id);
    return refused;
  }
}

/** Answers a knock; undefined for every request that is not for the one who collects. */
function answerKnock(knock: Knock, options: HttpOptions): Promise<Reply> | undefined {
  return options.collect?.(knock)?.catch((error: unknown): Reply => {
    if (knock.hasLeft()) return { status: goneStatus, headers: {}, body: '' };
    const call = { id: createCallId(), seen: {} };
    const language = preferredLanguage(knock.header('accept-language'));
    const { headers, ...refused } = problemReply(problemOf(error, call, options), call.id, language);
    return {
      ...refused,
      headers: { ...headers, 'access-control-allow-origin': '*', 'x-request-id': call.id },
    };
  });
}

const createCallId = () => `req_${randomBytes(12).toString('hex')}`;

/** The whole application over HTTP: contracts mounted as data, problems as answers, documentation, the web application. */
export function createHttp(options: HttpOptions): Http {
  const { access, log, version, title, baseUrl } = options;
  const mounting: Mounting = {
    access,
    log,
    limits: { ...defaultLimits, ...options.limits },
    origins: originsOf(baseUrl),
    checkOutput: options.checkOutput === true,
  };
  const routes = [...options.routes, healthRoute(options), faultRoute(options)];
  guardDoubles(routes);
  const endpoints = routes.map(({ endpoint }) => endpoint);
  const about = { title, version, cookie: sessionCookie, ...(baseUrl ? { baseUrl } : {}) };
  // Few ask for it, and it takes longer to print than a store to open.
  let document: Promise<string> | undefined;
  const app = new Hono<Env>();
  app.get('/api/openapi.json', async (c) => {
    document ??= printOpenApi(endpoints, about).then((value) => JSON.stringify(value));
    return c.body(await document, 200, { 'content-type': 'application/json; charset=utf-8' });
  });
  mountRoutes(app, routes, mounting);
  mountPages(app, options, mounting);
  app.notFound((c) => answerError(notFound(c.req.path), c.env.call, mounting));
  app.onError((error, c) => answerError(error, c.env.call, mounting));
  const secure = baseUrl?.startsWith('https:') === true;
  const trustProxy = options.trustProxy === true;

  async function fetch(request: Request, info?: RequestInfo): Promise<Response> {
    const started = performance.now();
    const knock = knockOfRequest(request, { ip: info?.ip, trustProxy });
    const replied = answerKnock(knock, options);
    if (replied !== undefined) return responseOf(await replied);
    const call: Call = {
      id: createCallId(),
      request,
      path: {},
      language: preferredLanguage(request.headers.get('accept-language')),
      ip: knock.ip,
      seen: {},
    };
    const knocked = options.door?.(request, { ip: call.ip });
    if (knocked !== undefined) return answerDoor(knocked, call, options);
    const response = await app.fetch(request, { call });
    logCall(options, call, { status: response.status, started });
    const { hostname, pathname } = new URL(request.url);
    const trusted = secure || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);
    return secureResponse(response, { id: call.id, secure, trusted, api: pathname.startsWith('/api/') });
  }
  const answerIncoming = (incoming: IncomingMessage) => {
    const knock = knockOfIncoming(incoming, { ip: incoming.socket.remoteAddress, trustProxy });
    return knock && answerKnock(knock, options);
  };
  return {
    fetch,
    listen: (port, host) => listen({ fetch, answerIncoming }, { port, host }, mounting.limits),
  };
}
