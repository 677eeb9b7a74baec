import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';
import { AppError } from '@sagacity/kernel';
import type { BlobInfo } from './port.ts';

/** Passes bytes through and counts them; `digest()` is valid once the stream has ended. */
export class ChecksumStream extends Transform {
  readonly #hash = createHash('sha256');
  bytes = 0;

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.#hash.update(chunk);
    this.bytes += chunk.length;
    done(null, chunk);
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}

/** A checksum stream that errors at its end when the content is not the one `info` describes. */
export class VerifyingStream extends ChecksumStream {
  readonly #info: BlobInfo;

  constructor(info: BlobInfo) {
    super();
    this.#info = info;
  }

  override _flush(done: (error?: Error) => void): void {
    const found = this.digest();
    const { key, sha256: expected } = this.#info;
    if (found === expected) done();
    else
      done(
        new AppError('INTERNAL', `blobs: content of ${key} is damaged (checksum differs); restore it`, {
          key,
          expected,
          found,
          bytes: this.bytes,
        }),
      );
  }
}
