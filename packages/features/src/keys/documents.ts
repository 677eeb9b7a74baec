import { defineEntity, type Entity, type Stored } from '@sagacity/platform/store/port';
import { z } from 'zod';

const keyCheckSchema = z.strictObject({ _id: z.literal('encryption'), sealedKey: z.string() });

/** A known text sealed under the encryption key: whoever opens it has the key that everything here is sealed under. Never copied. */
export const keyChecks = defineEntity<z.output<typeof keyCheckSchema>>({
  name: 'key_checks',
  schema: keyCheckSchema,
  indexes: [],
});
export const keyCheckEntity = keyChecks as unknown as Entity<Stored>; // schemas are invariant in their document type

export const keyCheckContext = 'key-check:encryption';
