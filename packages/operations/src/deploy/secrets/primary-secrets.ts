import { randomBytes } from 'node:crypto';

const urlSafe = (bytes: number) => () => randomBytes(bytes).toString('base64url');

/** Made once and never again: every other secret file is derived from these. */
export const primarySecrets = {
  mongo_root_password: { generate: urlSafe(24), shortest: 16 },
  mongo_app_password: { generate: urlSafe(24), shortest: 16 },
  mongo_monitor_password: { generate: urlSafe(24), shortest: 16 },
  /** The database takes base64 without line ends, 6 to 1024 characters. */
  mongo_keyfile: { generate: () => randomBytes(96).toString('base64'), shortest: 64 },
  redis_password: { generate: urlSafe(24), shortest: 16 },
  signing_secret: { generate: urlSafe(48), shortest: 32 },
  encryption_key: { generate: urlSafe(48), shortest: 32 },
  admin_password: { generate: urlSafe(18), shortest: 12 },
} as const;

export type PrimarySecretName = keyof typeof primarySecrets;
export const primarySecretNames = Object.keys(primarySecrets) as PrimarySecretName[];
