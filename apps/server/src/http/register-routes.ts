import { api, bodyBytes, type Policy, type RouteContract, type RouteName } from '@sagacity/contracts';
import type { Ctx, FileReply } from '@sagacity/features/context';
import type { FastifyInstance, FastifyRequest, RouteShorthandOptions } from 'fastify';
import { z } from 'zod';
import type { DoorHandlers } from './handler.ts';
import { strictQuery } from './strict-query.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Name in the route table. */
    routeName?: RouteName;
    policy?: Policy;
  }
}

/** Who may pass; returns the context of the request. Throws UNAUTHENTICATED, FORBIDDEN, PASSWORD_CHANGE_REQUIRED … */
export type Authorise = (request: FastifyRequest, policy: Policy) => Promise<Ctx>;
/** What a request that changes something and says no more may carry. */
const emptyBody = z.strictObject({}).nullish();
const withBody = new Set(['POST', 'PUT', 'PATCH']);

/** Extra Fastify options of single routes, such as rate limits. */
export type RouteOptions = Partial<Record<RouteName, RouteShorthandOptions>>;

export interface RegisterOptions {
  readonly authorise: Authorise;
  /** Configured size of the largest body, for routes that take more than others. */
  readonly maxBodyBytes: number;
  readonly options?: RouteOptions;
}

type AnyHandler = (ctx: Ctx, request: object, door: object) => unknown;

/** One door per row of the route table: policy before the body is read, schemas both ways, then the handler. */
export function registerRoutes(
  app: FastifyInstance,
  handlers: DoorHandlers,
  { authorise, maxBodyBytes, options = {} }: RegisterOptions,
): void {
  for (const name of Object.keys(api) as RouteName[]) {
    const route: RouteContract = api[name];
    const { params, query, body, reply, produces } = route;
    const handler = handlers[name] as AnyHandler; // each row's types were checked where DoorHandlers was made
    app.route({
      ...options[name],
      method: route.method,
      url: route.path,
      bodyLimit: bodyLimitOf(route, maxBodyBytes),
      schema: {
        summary: route.summary,
        tags: [route.path.split('/')[2] ?? 'api'],
        ...(params && { params }),
        querystring: strictQuery(query),
        ...(withBody.has(route.method) && { body: body ?? emptyBody }),
        ...(!produces && { response: { '2xx': reply } }),
      },
      config: { ...options[name]?.config, routeName: name, policy: route.policy },
      onRequest: async (request) => {
        request.ctx = await authorise(request, route.policy);
      },
      handler: async (request, answer) => {
        const input = { params: request.params, query: request.query, body: request.body };
        const leaveBody = request.useBody?.();
        try {
          const result = await handler(request.ctx, input, { request, reply: answer });
          return produces ? sendFile(answer, result as FileReply) : result;
        } finally {
          leaveBody?.();
        }
      },
    });
  }
}

function bodyLimitOf({ policy, maxBodyBytes }: RouteContract, configured: number): number {
  if (maxBodyBytes !== undefined) return Math.min(maxBodyBytes, configured);
  return policy === 'public' ? bodyBytes.public : bodyBytes.signedIn;
}

function sendFile(
  reply: { header(name: string, value: string): unknown },
  { fileName, contentType, content }: FileReply,
): string {
  reply.header('content-type', contentType);
  reply.header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`);
  return content;
}
