import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform } from '@fastify/type-provider-zod';
import type { FastifyInstance } from 'fastify';

/** OpenAPI of every route registered after this, readable at `/api/docs`, as JSON at `/api/docs/json`. */
export async function serveDocs(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      info: { title: 'Sagacity', version },
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: (route) => {
      const transformed = jsonSchemaTransform(route);
      const policy = route.route.config?.policy;
      if (!policy || policy === 'public') return transformed;
      const { schema, url } = transformed;
      return { url, schema: { ...schema, security: [{ bearer: [] }], description: `Policy: ${policy}.` } };
    },
  });
  await app.register(swaggerUi, { routePrefix: '/api/docs', staticCSP: true });
}
