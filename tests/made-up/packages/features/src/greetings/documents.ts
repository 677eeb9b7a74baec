import { defineEntity } from '@sagacity/platform/store/port';
import { z } from 'zod';

const greetingDocumentSchema = z.object({ _id: z.string(), to: z.string(), isDelivered: z.boolean() });
export type GreetingDocument = z.output<typeof greetingDocumentSchema>;

export const greetings = defineEntity<GreetingDocument>({
  name: 'greetings',
  schema: greetingDocumentSchema,
  indexes: [],
});
