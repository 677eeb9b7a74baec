import { z } from 'zod';
import * as settings from '../settings.ts';
import { byId, done, type RouteTable } from './route.ts';

/** Vendors of models and of market data. */
export const settingsRoutes = {
  listModelVendors: {
    method: 'GET',
    path: '/api/settings/models',
    policy: 'researcher',
    summary: 'Model vendors, without keys',
    reply: z.object({ items: z.array(settings.modelVendorSchema) }),
  },
  putModelVendor: {
    method: 'PUT',
    path: '/api/settings/models/:id',
    policy: 'admin',
    summary: 'Add or change a model vendor',
    params: byId,
    body: settings.putModelVendorSchema,
    reply: settings.modelVendorSchema,
  },
  deleteModelVendor: {
    method: 'DELETE',
    path: '/api/settings/models/:id',
    policy: 'admin',
    summary: 'Remove a model vendor and its key',
    params: byId,
    reply: done,
  },
  testModelVendor: {
    method: 'POST',
    path: '/api/settings/models/:id/test',
    policy: 'admin',
    summary: 'One small call to the vendor',
    params: byId,
    reply: settings.testConnectionReplySchema,
  },
  getModelAccess: {
    method: 'GET',
    path: '/api/settings/model-access',
    policy: 'researcher',
    summary: 'Whether model vendors may have private addresses',
    reply: settings.modelAccessSchema,
  },
  putModelAccess: {
    method: 'PUT',
    path: '/api/settings/model-access',
    policy: 'admin',
    summary: 'Allow model vendors on private addresses, or not',
    body: settings.putModelAccessSchema,
    reply: settings.modelAccessSchema,
  },
  listProviders: {
    method: 'GET',
    path: '/api/settings/providers',
    policy: 'researcher',
    summary: 'Market data providers and their state',
    reply: z.object({ items: z.array(settings.providerStatusSchema) }),
  },
  putProvider: {
    method: 'PUT',
    path: '/api/settings/providers/:id',
    policy: 'admin',
    summary: 'Enable a provider, store its key',
    params: byId,
    body: settings.putProviderSchema,
    reply: settings.providerStatusSchema,
  },
} as const satisfies RouteTable;
