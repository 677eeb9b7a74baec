import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { api, type RouteName } from '@sagacity/contracts';
import { accountEntities, accountHandlers, ensureFirstAdmin } from '@sagacity/features/accounts/index';
import { type AuditEntry, auditEntries } from '@sagacity/features/audit/index';
import { loadConfig } from '@sagacity/features/config';
import { type Ctx, command } from '@sagacity/features/context';
import type { FeatureHandlers } from '@sagacity/features/declared';
import { createHealth, type HealthCheck } from '@sagacity/features/health/index';
import { AppError, newId, Secret } from '@sagacity/kernel';
import { openSqliteEventLog } from '@sagacity/platform/events/open-sqlite-event-log';
import type { EventLog } from '@sagacity/platform/events/port';
import { silentLog } from '@sagacity/platform/log/silent-log';
import { openSqliteDatabase } from '@sagacity/platform/sqlite/open-database';
import { openSqliteStore } from '@sagacity/platform/store/sqlite/open-store';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { buildServer, type ServerDeps } from './build-server.ts';

export const firstPassword = 'first-time-only';
export const adminPassword = 'correct horse battery';

export interface TestServer {
  readonly app: FastifyInstance;
  readonly ctx: Ctx;
  readonly events: EventLog;
  /** The audit trail. */
  entries(): Promise<AuditEntry[]>;
  /** Ends the connection to the database, as a failure would. */
  breakStore(): Promise<void>;
  /** Moves the clock. */
  pass(ms: number): void;
  /** Signs in; null when refused. Also changes a one-time password when `next` is given. */
  signIn(name: string, password: string, next?: string): Promise<SignedIn>;
  signInAdmin(): Promise<SignedIn>;
  close(): Promise<void>;
}

export interface SignedIn {
  readonly accessToken: string;
  readonly cookie: string;
  request(method: InjectOptions['method'], url: string, body?: object): Promise<LightMyRequestResponse>;
}

export interface TestServerOptions {
  readonly environment?: Record<string, string>;
  readonly checks?: readonly HealthCheck[];
  readonly overrides?: Partial<Omit<ServerDeps, 'openHandlers'>>;
  /** Doors of features this test looks at; the others answer 503. */
  readonly features?: Partial<FeatureHandlers>;
  /** To add a door the server should refuse. */
  readonly beforeReady?: (app: FastifyInstance) => unknown;
}

/** A server over a database of its own, with the account `admin`, and a clock that only `pass` moves. */
export async function openTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const directory = await mkdtemp(join(tmpdir(), 'server-'));
  const config = loadConfig({ directory, environment: options.environment ?? {} });
  let nowMs = Date.parse('2026-11-23T12:00:00Z');
  const clock = { now: () => nowMs, elapsed: () => nowMs, sleep: () => new Promise<void>(() => {}) };
  const database = await openSqliteDatabase(join(directory, 'test.db'));
  const store = openSqliteStore({ database, clock, onSweepFailed: () => {} });
  await store.ensure([...accountEntities, auditEntries]);
  const base = { clock, store, log: silentLog, newId: (prefix: string) => newId(prefix, nowMs) };
  const ctx: Ctx = { ...base, actor: command('tester'), requestId: 'test', address: null };
  await ensureFirstAdmin(ctx, new Secret(firstPassword));
  const events = await openSqliteEventLog(database);
  const app = await buildServer({
    ...base,
    config,
    version: '0.0.0',
    signingKeys: [new Secret('hJ3kd92Lm-Qw8zXcV5bN7tYpR4sG6fA1')],
    health: createHealth({ clock, version: '0.0.0', role: 'all', checks: options.checks ?? [] }),
    openHandlers: (accounts) => ({ ...noFeatures(), ...accountHandlers(accounts), ...options.features }),
    siteRoot: null,
    events,
    authoriseStream: async () => {},
    ...options.overrides,
  });

  const close = async () => {
    await app.close();
    await events.close();
    await store.close();
    await database.close();
    await rm(directory, { recursive: true });
  };
  try {
    options.beforeReady?.(app);
  } catch (error) {
    await close();
    throw error;
  }

  const signIn = async (name: string, password: string, next?: string): Promise<SignedIn> => {
    const reply = await app.inject({ method: 'POST', url: '/api/session', body: { name, password } });
    const signedIn = toSignedIn(app, reply);
    if (!next) return signedIn;
    const body = { current: password, next };
    return toSignedIn(app, await signedIn.request('POST', '/api/me/password', body));
  };
  return {
    app,
    ctx,
    events,
    entries: () => store.collection(auditEntries).find({}),
    breakStore: () => database.close(),
    pass: (ms) => {
      nowMs += ms;
    },
    signIn,
    signInAdmin: () => signIn('admin', firstPassword, adminPassword),
    close,
  };
}

export function toSignedIn(app: FastifyInstance, reply: LightMyRequestResponse): SignedIn {
  if (reply.statusCode !== 200) throw new Error(`sign-in answered ${reply.statusCode}: ${reply.body}`);
  const accessToken = reply.json().accessToken as string;
  const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return {
    accessToken,
    cookie,
    request: (method, url, body) =>
      app.inject({
        method: method ?? 'GET',
        url,
        headers: { authorization: `Bearer ${accessToken}` },
        ...(body && { body }),
      }),
  };
}

function noFeatures(): FeatureHandlers {
  const refuse = () => {
    throw new AppError('NOT_READY', 'not part of this test');
  };
  const names = Object.keys(api) as RouteName[];
  return Object.fromEntries(names.map((name) => [name, refuse])) as unknown as FeatureHandlers; // one refusal fits every type
}
