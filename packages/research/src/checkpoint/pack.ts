import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** JSON as zstd in base64: what a store field of any engine holds. */
export const pack = (value: unknown): string => zstdCompressSync(JSON.stringify(value)).toString('base64');

export const unpack = <T>(packed: string): T =>
  JSON.parse(zstdDecompressSync(Buffer.from(packed, 'base64')).toString()) as T;
