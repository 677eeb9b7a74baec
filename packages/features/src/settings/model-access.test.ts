import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { auditEntries } from '../audit/documents.ts';
import { openRunsFixture } from '../runs/runs.fixture.ts';
import { settingsEntities } from './documents.ts';
import { findModelAccess } from './find-model-access.ts';
import { getModelAccess } from './get-model-access.ts';
import { openModelHttp } from './open-model-http.ts';
import { putModelAccess } from './put-model-access.ts';

let fixture: Awaited<ReturnType<typeof openRunsFixture>>;
beforeEach(async () => {
  fixture = await openRunsFixture(() => Promise.reject(new Error('no run here')));
  await fixture.services.store.ensure(settingsEntities);
});
afterEach(() => fixture.close());
const as = (role: 'admin' | 'researcher', privateAddressesConfigured = false) => ({
  ...fixture.as('ann', role),
  privateAddressesConfigured,
});

describe('private addresses of model vendors', () => {
  it('are refused with both ways to allow them, and reached from the moment an administrator does', async () => {
    const server = createServer((_request, reply) => reply.end('ok'));
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const http = openModelHttp({}, () => findModelAccess(fixture.services.store));
    const refusal = {
      code: 'ADDRESS_REFUSED',
      message: expect.stringMatching(/Settings, Models.*SAGACITY_LLM_ALLOW_PRIVATE_ADDRESSES=true/),
    };
    await expect(http.fetch(url)).rejects.toMatchObject(refusal);
    await expect(http.screenAddress(new URL(url))).rejects.toMatchObject(refusal);
    expect(await putModelAccess(as('admin'), { allowPrivateAddresses: true })).toEqual({
      allowPrivateAddresses: true,
      isConfigured: false,
    });
    expect(await (await http.fetch(url)).text()).toBe('ok');
    await http.screenAddress(new URL(url));
    await expect(http.screenAddress(new URL('file:///etc/passwd'))).rejects.toThrow('only http');
    await putModelAccess(as('admin'), { allowPrivateAddresses: false });
    await expect(http.fetch(url)).rejects.toMatchObject(refusal);
  });

  it('are allowed by administrators alone, which is recorded', async () => {
    await expect(putModelAccess(as('researcher'), { allowPrivateAddresses: true })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await putModelAccess(as('admin'), { allowPrivateAddresses: true });
    const entries = await fixture.services.store
      .collection(auditEntries)
      .find({ action: 'model-access-put' });
    expect(entries).toMatchObject([{ details: { allowPrivateAddresses: true } }]);
  });

  it('stay allowed when the configuration says so, and the reader learns why', async () => {
    await putModelAccess(as('admin', true), { allowPrivateAddresses: false });
    expect(await getModelAccess(as('researcher', true))).toEqual({
      allowPrivateAddresses: true,
      isConfigured: true,
    });
  });
});
