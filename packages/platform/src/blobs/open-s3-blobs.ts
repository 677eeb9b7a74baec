import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { AppError, type Secret } from '@sagacity/kernel';
import { parseBlobKey } from './blob-key.ts';
import { ChecksumStream, VerifyingStream } from './checksum-stream.ts';
import type { BlobInfo, Blobs } from './port.ts';
import { isMissing, onS3 } from './s3/on-s3.ts';

export interface S3BlobsOptions {
  /** Of an S3-compatible store, addressed by path; null: AWS in `region`. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Must exist. */
  readonly bucket: string;
  /** Put before every key; empty or ended by a slash. */
  readonly prefix: string;
  readonly accessKey: Secret;
  readonly secretKey: Secret;
  /** Where a content is kept while it comes in; made when missing. */
  readonly incoming: string;
}

const limits = { connectionTimeout: 5_000, requestTimeout: 60_000 };
/** `list` asks for each object's checksum, so many at a time. */
const askedAtOnce = 16;

/**
 * Blobs as objects of an S3 bucket, with their SHA-256 as metadata. A content is complete on disk before its upload begins, and the store
 * shows an upload only as a whole; the last one to end wins. Objects without our metadata are not seen.
 */
export function openS3Blobs(options: S3BlobsOptions): Blobs & { close(): Promise<void> } {
  const { endpoint, region, bucket, prefix, incoming } = options;
  const s3 = new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    credentials: { accessKeyId: options.accessKey.reveal(), secretAccessKey: options.secretKey.reveal() },
    maxAttempts: 4,
    requestHandler: limits,
    // Our own checksum covers the content; compatible stores refuse the trailers of the newer ones.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const calling = <R>(work: () => Promise<R>) => onS3(`bucket ${bucket}`, work);
  const place = (key: string) => ({ Bucket: bucket, Key: prefix + parseBlobKey(key).join('/') });

  const find = (key: string): Promise<BlobInfo | null> =>
    calling(async () => {
      try {
        const { Metadata, ContentLength = 0 } = await s3.send(new HeadObjectCommand(place(key)));
        return Metadata?.sha256 ? { key, bytes: ContentLength, sha256: Metadata.sha256 } : null;
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    });

  return {
    async put(key, content) {
      const target = place(key);
      await mkdir(incoming, { recursive: true, mode: 0o700 });
      const draft = join(incoming, randomUUID());
      try {
        const { bytes, sha256 } = await writeDraft(draft, content);
        const Body = createReadStream(draft);
        const params = { ...target, Body, ContentLength: bytes, Metadata: { sha256 } };
        // The length of a single request; that of a part is the part's own.
        const upload = new Upload({
          client: s3,
          params: bytes > partSize ? without(params) : params,
          partSize,
        });
        await calling(() => upload.done()).finally(() => Body.destroy());
        return { key, bytes, sha256 };
      } finally {
        await rm(draft, { force: true });
      }
    },
    async get(key) {
      const target = place(key);
      const found = await calling(() => s3.send(new GetObjectCommand(target))).catch((error) => {
        if (isMissing(error)) return null;
        throw error;
      });
      const sha256 = found?.Metadata?.sha256;
      if (!found?.Body || !sha256) throw new AppError('NOT_FOUND', `blobs: there is no ${key}`, { key });
      const info = { key, bytes: found.ContentLength ?? 0, sha256 };
      const body = found.Body as Readable; // a browser gets another kind of stream
      const verified = new VerifyingStream(info);
      body.on('error', (error) => verified.destroy(error));
      verified.on('close', () => body.destroy());
      return { info, content: body.pipe(verified) };
    },
    find,
    async list(wanted) {
      const keys: string[] = [];
      await calling(async () => {
        const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix + wanted });
        for await (const { Contents = [] } of pages)
          for (const { Key } of Contents) if (Key) keys.push(Key.slice(prefix.length));
      });
      const found: (BlobInfo | null)[] = [];
      for (let at = 0; at < keys.length; at += askedAtOnce)
        found.push(...(await Promise.all(keys.slice(at, at + askedAtOnce).map(findListed))));
      return found.filter((info) => info !== null).sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    async delete(key) {
      const target = place(key);
      await calling(() => s3.send(new DeleteObjectCommand(target)));
    },
    close: async () => s3.destroy(),
  };

  /** Null for an object whose name is none of ours. */
  async function findListed(key: string): Promise<BlobInfo | null> {
    try {
      parseBlobKey(key);
    } catch {
      return null;
    }
    return find(key);
  }
}

const partSize = 8 * 1024 * 1024;

const without = <P extends { ContentLength: number }>({ ContentLength: _, ...params }: P) => params;

async function writeDraft(path: string, content: Readable): Promise<{ bytes: number; sha256: string }> {
  const file = await open(path, 'wx', 0o600);
  try {
    const checksum = new ChecksumStream();
    await pipeline(content, checksum, async (bytes: AsyncIterable<Buffer>) => {
      for await (const chunk of bytes) await file.writeFile(chunk);
    });
    return { bytes: checksum.bytes, sha256: checksum.digest() };
  } finally {
    await file.close();
  }
}
