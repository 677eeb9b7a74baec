import { AppError } from '@sagacity/kernel';

/** A name starts with no dot, holds no control character, backslash or colon, and leaves room in 255 bytes for what an adapter adds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const name = /^[^./\\:\u0000-\u001f\u007f][^/\\:\u0000-\u001f\u007f]*$/;
const maxNameBytes = 180;

/** The names of a key, in order. Throws VALIDATION_FAILED for anything that could leave the root or hide in it. */
export function parseBlobKey(key: string): string[] {
  const names = key.split('/');
  const bad = names.find((part) => !name.test(part) || Buffer.byteLength(part) > maxNameBytes);
  if (bad === undefined) return names;
  throw new AppError(
    'VALIDATION_FAILED',
    `blobs: key ${JSON.stringify(key)} has a refused name ${JSON.stringify(bad)}; use names without leading dot, joined by "/"`,
    { key },
  );
}
