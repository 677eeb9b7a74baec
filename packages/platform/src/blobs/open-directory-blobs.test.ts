import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { blobsConformance } from './blobs.conformance.ts';
import { openDirectoryBlobs } from './open-directory-blobs.ts';

blobsConformance('directory', async () => {
  const root = await mkdtemp(join(tmpdir(), 'sagacity-blobs-'));
  const blobs = await openDirectoryBlobs(root);
  return {
    blobs,
    async damage(key) {
      const info = await blobs.find(key);
      const file = await open(join(root, `${key}~${info?.sha256}`), 'r+');
      await file.write(Buffer.from('X'), 0, 1, 3);
      await file.close();
    },
    async close() {
      expect(await readdir(join(root, '.incoming'))).toEqual([]);
      await rm(root, { recursive: true });
    },
  };
});
