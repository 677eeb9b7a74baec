import { mkdtemp, open, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
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

it('removes the drafts of long-dead writers when opened, not those of live ones', async () => {
  const root = await mkdtemp(join(tmpdir(), 'sagacity-blobs-'));
  const incoming = join(root, '.incoming');
  await openDirectoryBlobs(root);
  for (const draft of ['dead', 'live']) await writeFile(join(incoming, draft), 'half');
  const longAgo = Date.now() / 1_000 - 2 * 86_400;
  await utimes(join(incoming, 'dead'), longAgo, longAgo);
  await openDirectoryBlobs(root);
  expect(await readdir(incoming)).toEqual(['live']);
  await rm(root, { recursive: true });
});

it('says that the disk is full, and leaves no draft', async () => {
  const root = await mkdtemp(join(tmpdir(), 'sagacity-blobs-'));
  const blobs = await openDirectoryBlobs(root);
  const full = new Readable({
    read() {
      this.destroy(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
    },
  });
  await expect(blobs.put('exports/a.md', full)).rejects.toMatchObject({
    code: 'STORAGE_FULL',
    message: expect.stringContaining(root),
  });
  expect(await readdir(join(root, '.incoming'))).toEqual([]);
  await rm(root, { recursive: true });
});
