import { join } from 'node:path';
import type { Secret } from '@sagacity/kernel';
import type { Config } from '../config/tree.ts';
import { openKey } from './open-key.ts';

export interface Keys {
  readonly signingSecret: Secret;
  readonly encryptionKey: Secret;
}

/** Both keys of this installation; those not configured live in `<dataDir>/keys`. Throws SECRET_REJECTED. */
export const openKeys = ({ dataDir, security }: Pick<Config, 'dataDir' | 'security'>): Keys => ({
  signingSecret: openKey({
    name: 'security.signingSecret',
    given: security.signingSecret,
    file: join(dataDir, 'keys', 'signing-secret'),
  }),
  encryptionKey: openKey({
    name: 'security.encryptionKey',
    given: security.encryptionKey,
    file: join(dataDir, 'keys', 'encryption-key'),
  }),
});
