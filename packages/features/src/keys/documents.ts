import { defineEntity } from '@sagacity/platform/store/port';
import { z } from 'zod';

const keyCheckSchema = z.object({ _id: z.literal('encryption'), sealedKey: z.string() });

/** A known text sealed under the encryption key: whoever opens it has the key that everything here is sealed under. Never copied. */
export const keyChecks = defineEntity<z.output<typeof keyCheckSchema>>({
  name: 'key_checks',
  schema: keyCheckSchema,
  indexes: [],
});

export const keyCheckContext = 'key-check:encryption';
