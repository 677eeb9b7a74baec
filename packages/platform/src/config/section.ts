import { Secret } from '@sagacity/kernel';
import { z } from 'zod';

/** A value that is never printed; every secret may also be given as a file with the suffix `File` / `_FILE`. */
export const secret = (description: string, text: z.ZodString = z.string()) =>
  text
    .min(1)
    .transform((value) => new Secret(value))
    .nullable()
    .default(null)
    .meta({ description, secret: true });

export const section = <T extends z.ZodRawShape>(shape: T, description: string) =>
  z
    .strictObject(shape)
    .prefault({} as never)
    .meta({ description }); // every knob has a default, which T does not say
