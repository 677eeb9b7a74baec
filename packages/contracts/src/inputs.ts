import { z } from 'zod';

/** The vocabulary of what comes from outside: each kind of text has a largest size, so that a schema made of these has one too. */

/** What the program named itself: a run, an account, a vendor. */
export const idSchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\w.-]+$/, 'letters, digits, dot, dash and underscore');

/** An instrument as people type it. */
export const typedInstrumentSchema = z.string().min(1).max(64);

/** What is typed into a search. */
export const searchTextSchema = z.string().max(100);

/** Where the next page of a list begins. */
export const cursorSchema = z
  .string()
  .min(1)
  .max(2_048)
  .regex(/^[\w-]+$/, 'not a cursor of this list');

/** Where to go on in a stream of events. */
export const offsetSchema = z.string().max(48);

/** A real calendar day the program can reckon with. */
export const daySchema = z.iso
  .date('expected a calendar day, YYYY-MM-DD')
  .max(10)
  .refine((day) => day >= '1900-01-01' && day < '2200-01-01', 'expected a day from 1900 to 2199');

export const labelSchema = z.string().min(1).max(60);

/** What a vendor calls a model. */
export const modelNameSchema = z.string().min(1).max(200);

/** A key of a vendor. */
export const secretSchema = z.string().min(1).max(4_096);

export const urlSchema = z.url().max(2_048);

/** Bodies up to this size are read whatever the route; a route that takes more says so in the table. */
export const bodyBytes = { public: 16 * 1_024, signedIn: 64 * 1_024 } as const;

/** No configuration allows a larger body. */
export const largestBodyBytes = 512 * 1_024 * 1_024;

/** A file as text. What binds first is the configured size of a body. */
export const fileTextSchema = z.string().max(largestBodyBytes);
