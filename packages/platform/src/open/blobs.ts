import { join } from 'node:path';
import { AppError } from '@sagacity/kernel';
import { openDirectoryBlobs } from '../blobs/open-directory-blobs.ts';
import type { Blobs } from '../blobs/port.ts';
import type { Config } from '../config/index.ts';

/** Exports and backups: below the data directory, or in a bucket. */
export async function openBlobs({
  blobs,
  dataDir,
}: Config): Promise<{ blobs: Blobs; close(): Promise<void> }> {
  const root = join(dataDir, 'blobs');
  if (blobs.kind === 'directory')
    return { blobs: await openDirectoryBlobs(root), close: async () => undefined };
  const { endpoint, region, bucket, prefix, accessKey, secretKey } = blobs;
  if (!bucket || !accessKey || !secretKey)
    throw new AppError('CONFIG_INVALID', 'blobs: kind s3 needs bucket, accessKey and secretKey; set them');
  const { openS3Blobs } = await import('../blobs/open-s3-blobs.ts');
  const incoming = join(root, '.incoming');
  const opened = openS3Blobs({ endpoint, region, bucket, prefix, accessKey, secretKey, incoming });
  return { blobs: opened, close: opened.close };
}
