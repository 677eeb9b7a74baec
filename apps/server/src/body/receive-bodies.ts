import { finished, type Readable } from 'node:stream';
import { bodyBytes } from '@sagacity/contracts';
import { addressKeyOf } from '@sagacity/features/accounts/index';
import { AppError } from '@sagacity/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { createBodyBudget } from './body-budget.ts';
import { isDeeperThan } from './is-deeper-than.ts';
import { readBody, tooLarge } from './read-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Says that the body is at work until the answer is called; null when there is none. */
    useBody: (() => () => void) | null;
  }
}

export interface ReceivingOptions {
  /** Of the largest body. */
  readonly maxBytes: number;
  readonly graceMs?: number;
}

const mb = 1024 * 1024;
const deepest = 20;
const bytesPerSecond = 8 * 1024;

/**
 * How bodies come in: as JSON only, no larger than their route takes, no deeper than any of ours, in step with a least speed, and all
 * together within bounds. What is in flight is counted before it is read, until it is answered and no longer worked on.
 */
export function receiveBodies(app: FastifyInstance, { maxBytes, graceMs = 10_000 }: ReceivingOptions): void {
  const budget = createBodyBudget({
    public: { total: 64 * mb, each: mb },
    signedIn: { total: 64 * mb, each: 4 * mb },
    large: { total: 2 * maxBytes, each: maxBytes },
  });
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.decorateRequest('useBody', null);
  app.removeAllContentTypeParsers();

  app.addHook('preParsing', async (request, reply, payload) => {
    const declared = Number(request.headers['content-length'] ?? 0);
    const isSent = declared > 0 || request.headers['transfer-encoding'] !== undefined;
    if (!isSent || request.method === 'GET' || request.method === 'HEAD') return payload;
    const limit = request.routeOptions.bodyLimit;
    if (declared > limit) {
      reply.header('connection', 'close'); // the rest is not worth reading
      throw tooLarge(limit);
    }
    const { lane, who } = senderOf(request);
    const giveBack = budget.take(lane, who, declared || limit);
    let users = 1;
    const leave = () => {
      if (--users === 0) giveBack();
    };
    finished(reply.raw, leave);
    request.useBody = () => {
      users++;
      return leave;
    };
    return payload;
  });

  app.addHook('onResponse', async (request) => dropRest(request, graceMs));

  app.addContentTypeParser('application/json', async (request: FastifyRequest, payload: Readable) => {
    const limits = { maxBytes: request.routeOptions.bodyLimit, graceMs, bytesPerSecond };
    const text = (await readBody(payload, limits)).toString();
    if (isDeeperThan(text, deepest))
      throw new AppError('VALIDATION_FAILED', `the body nests deeper than ${deepest} levels`);
    return new Promise((resolve, reject) => {
      parseJson(request, text, (error, body) => (error ? reject(error) : resolve(body)));
    });
  });
}

/**
 * What is answered before its body has come is still read, and dropped, so that its sender gets to see the answer; but in step with the
 * least speed, or anybody could hold a connection with a byte now and then.
 */
function dropRest({ raw, headers }: FastifyRequest, graceMs: number): void {
  if (raw.complete || headers.upgrade !== undefined) return;
  const declared = Number(headers['content-length'] ?? 0);
  const timer = setTimeout(
    () => raw.complete || raw.destroy(),
    graceMs + (declared / bytesPerSecond) * 1_000,
  );
  raw.once('close', () => clearTimeout(timer));
}

function senderOf({ routeOptions, ctx, ip }: FastifyRequest) {
  const isStranger = !ctx || ctx.actor.sessionId === null;
  if (isStranger) return { lane: 'public', who: addressKeyOf(ip) } as const;
  const isLarge = routeOptions.bodyLimit > bodyBytes.signedIn;
  return { lane: isLarge ? 'large' : 'signedIn', who: ctx.actor.id } as const;
}
