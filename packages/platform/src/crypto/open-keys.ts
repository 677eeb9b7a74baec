import { join } from 'node:path';
import type { Config } from '../config/tree.ts';
import { openKey } from './open-key.ts';
import type { KeyRing } from './parse-key-ring.ts';

export interface Keys {
  readonly signing: KeyRing;
  readonly encryption: KeyRing;
}

/** The keys of this installation; those not configured live in `<dataDir>/keys`. Throws SECRET_REJECTED. */
export const openKeys = ({ dataDir, security }: Pick<Config, 'dataDir' | 'security'>): Keys => ({
  signing: openKey({
    name: 'security.signingSecret',
    given: security.signingSecret,
    file: join(dataDir, 'keys', 'signing-secret'),
  }),
  encryption: openKey({
    name: 'security.encryptionKey',
    given: security.encryptionKey,
    file: join(dataDir, 'keys', 'encryption-key'),
  }),
});
