import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import { serializerCompiler, validatorCompiler } from '@fastify/type-provider-zod';
import { bodyBytes } from '@sagacity/contracts';
import {
  type AccountServices,
  accountSections,
  addressKeyOf,
  createAuthenticator,
} from '@sagacity/features/accounts/index';
import type { Ctx } from '@sagacity/features/context';
import type { FeatureHandlers } from '@sagacity/features/declared';
import type { Health } from '@sagacity/features/health/index';
import { AppError, type Secret } from '@sagacity/kernel';
import type { Config } from '@sagacity/platform/config/index';
import { deriveKey } from '@sagacity/platform/crypto/derive-key';
import type { KeyRing } from '@sagacity/platform/crypto/index';
import { type FastifyInstance, type FastifyRequest, fastify } from 'fastify';
import { receiveBodies } from './body/receive-bodies.ts';
import { answerBrokenRequest } from './http/answer-broken-request.ts';
import { answerErrors, answerRefusal } from './http/answer-error.ts';
import { createAuthorise } from './http/authorise.ts';
import { checkHosts } from './http/check-host.ts';
import { drainRequests } from './http/drain-requests.ts';
import { guardReplies } from './http/guard-replies.ts';
import type { DoorHandlers } from './http/handler.ts';
import { healthHandlers, reportHealth } from './http/health-handlers.ts';
import { logRequests } from './http/log-requests.ts';
import { refuseUndeclared } from './http/refuse-undeclared.ts';
import { registerRoutes } from './http/register-routes.ts';
import { carryRequestId, requestIdOf } from './http/request-id.ts';
import { serveDocs } from './http/serve-docs.ts';
import { serveSite } from './http/serve-site.ts';
import { registerAccessTokens } from './session/access-tokens.ts';
import { createRefreshCookie } from './session/refresh-cookie.ts';
import { sessionHandlers } from './session/session-handlers.ts';
import type { ConnectionDeps } from './socket/serve-connection.ts';
import { isUpgrade, serveSockets } from './socket/serve-sockets.ts';
import { shareTurns } from './turns/share-turns.ts';

export interface ServerDeps
  extends Pick<Ctx, 'clock' | 'log' | 'store' | 'newId'>,
    Omit<ConnectionDeps, 'turns'> {
  readonly config: Config;
  readonly version: string;
  readonly signingKeys: KeyRing;
  readonly health: Health;
  /** The routes that features answer. */
  readonly openHandlers: (accounts: AccountServices) => FeatureHandlers;
  /** Directory of the built web app; null serves the API only. */
  readonly siteRoot: string | null;
}

const refreshKeyOf = (key: Secret): Buffer => deriveKey(key, 'refresh tokens');
const bytesPerMb = 1024 * 1024;
/** For the whole request to arrive: long enough for the largest import over a slow line. */
const requestTimeoutMs = 120_000;
const headersTimeoutMs = 15_000;
/** On a connection with nothing on its way, nor taken by a client that does not read. */
const silentMs = 120_000;
const lookEveryMs = 5_000;

/** Entries of X-Forwarded-For left of the trusted ones are what the client wrote, and count for nothing. */
const trustHops = (hops: number) => (_address: string, hop: number) => hop < hops;

/** The whole HTTP side, ready to `listen` or `inject`. */
export async function buildServer(deps: ServerDeps): Promise<FastifyInstance> {
  const { config, clock, log, store, health } = deps;
  const app = fastify({
    logger: false,
    trustProxy: config.trustedProxies > 0 && trustHops(config.trustedProxies),
    requestTimeout: requestTimeoutMs,
    connectionTimeout: silentMs,
    bodyLimit: bodyBytes.public,
    http: {
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: lookEveryMs,
      requireHostHeader: false,
      shouldUpgradeCallback: isUpgrade,
    },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerRefusal,
    genReqId: requestIdOf,
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.decorateRequest('ctx', null as unknown as Ctx); // set by the policy before anything reads it
  refuseUndeclared(app);
  carryRequestId(app);
  guardReplies(app);
  drainRequests(app);
  logRequests(app, log);
  answerErrors(app, log);
  checkHosts(app, config);
  receiveBodies(app, { maxBytes: config.limits.bodyMb * bytesPerMb });
  const turns = shareTurns(app);
  await app.register(cookie);
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'], globalDecompression: false });
  if (config.allowedOrigins.length > 0)
    await app.register(cors, { origin: config.allowedOrigins, credentials: true });
  await app.register(rateLimit, { global: false, errorResponseBuilder: rateLimited });
  const tokens = await registerAccessTokens(app, { keys: deps.signingKeys, clock });

  const authenticator = createAuthenticator();
  const services: AccountServices = {
    ...accountSections.of(config),
    refreshKeys: [refreshKeyOf(deps.signingKeys[0]), ...deps.signingKeys.slice(1).map(refreshKeyOf)],
    signAccessToken: tokens.sign,
    authenticator,
  };
  const alwaysSecure = config.publicUrl?.startsWith('https:') ?? false;
  const handlers: DoorHandlers = {
    ...deps.openHandlers(services),
    ...sessionHandlers(services, createRefreshCookie({ alwaysSecure })),
    ...healthHandlers(health),
  };
  const base = { clock, log, store, newId: deps.newId };
  const authorise = createAuthorise({
    base,
    authenticate: (token) => authenticator.authenticate({ clock, store }, tokens.verify(token)),
  });

  await serveDocs(app, deps.version);
  const keyGenerator = ({ ip }: FastifyRequest) => addressKeyOf(ip);
  const signIns = { rateLimit: { max: config.limits.signInsPerMinute, timeWindow: 60_000, keyGenerator } };
  registerRoutes(app, handlers, {
    authorise,
    maxBodyBytes: config.limits.bodyMb * bytesPerMb,
    options: { signIn: { config: signIns } },
  });
  app.get('/health', { config: { policy: 'public' } }, (_request, reply) => reportHealth(health, reply));
  await serveSockets(app, { ...deps, base, authenticator, turns });
  await serveSite(app, deps.siteRoot);
  return app;
}

const rateLimited = (_request: unknown, { ttl }: { ttl: number }) =>
  new AppError('RATE_LIMITED', `too many requests; wait ${Math.ceil(ttl / 1_000)} s`, { retryAfterMs: ttl });
