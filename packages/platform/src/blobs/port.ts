import type { Readable } from 'node:stream';

export interface BlobInfo {
  readonly key: string;
  readonly bytes: number;
  /** Hex SHA-256 of the content, checked again on every full read. */
  readonly sha256: string;
}

/** Named byte streams. Keys are `/`-separated names; `..`, absolute paths and NUL are refused. */
export interface Blobs {
  /** Whole or not at all: a reader never sees a half-written blob. Throws STORAGE_FULL. */
  put(key: string, content: Readable): Promise<BlobInfo>;
  /** Throws NOT_FOUND. The stream errors at its end when the checksum does not match. */
  get(key: string): Promise<{ info: BlobInfo; content: Readable }>;
  find(key: string): Promise<BlobInfo | null>;
  list(prefix: string): Promise<BlobInfo[]>;
  delete(key: string): Promise<void>;
}
