import { type Handlers, requireRole } from '../context.ts';
import { deleteModelVendor } from './delete-model-vendor.ts';
import { getModelAccess } from './get-model-access.ts';
import { listModelVendors } from './list-model-vendors.ts';
import { putModelAccess } from './put-model-access.ts';
import { putModelVendor } from './put-model-vendor.ts';
import { putProvider } from './put-provider.ts';
import type { SettingsServices } from './services.ts';
import { testModelVendor } from './test-model-vendor.ts';

type SettingsRoute =
  | 'listModelVendors'
  | 'putModelVendor'
  | 'deleteModelVendor'
  | 'testModelVendor'
  | 'getModelAccess'
  | 'putModelAccess'
  | 'listProviders'
  | 'putProvider';

/** The settings part of the route table. */
export const settingsHandlers = (services: SettingsServices): Pick<Handlers, SettingsRoute> => ({
  listModelVendors: (ctx) => listModelVendors(ctx),
  putModelVendor: (ctx, { params, body }) => putModelVendor({ ...ctx, ...services }, { ...body, ...params }),
  deleteModelVendor: async (ctx, { params }) => {
    await deleteModelVendor(ctx, params);
    return { ok: true };
  },
  testModelVendor: (ctx, { params }) => testModelVendor({ ...ctx, ...services }, params),
  getModelAccess: (ctx) => getModelAccess({ ...ctx, ...services }),
  putModelAccess: (ctx, { body }) => putModelAccess({ ...ctx, ...services }, body),
  listProviders: async (ctx) => {
    requireRole(ctx, 'researcher');
    return { items: await services.providerStatus() };
  },
  putProvider: (ctx, { params, body }) => putProvider({ ...ctx, ...services }, { ...body, ...params }),
});
