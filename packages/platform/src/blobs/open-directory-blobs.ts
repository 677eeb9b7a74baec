import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '@sagacity/kernel';
import { parseBlobKey } from './blob-key.ts';
import { ChecksumStream, VerifyingStream } from './checksum-stream.ts';
import type { BlobInfo, Blobs } from './port.ts';
import { isNewer, latestMs, listVersions, missing, newestByName, type Version } from './versions.ts';

const abandonedAfterMs = 86_400_000;

/** Blobs as files below `root`, readable by an operator's own tools: `exports/a.md` is the file `exports/a.md~<sha256>`. */
export async function openDirectoryBlobs(root: string): Promise<Blobs> {
  const incoming = join(root, '.incoming');
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  await removeAbandoned(incoming);

  const place = (key: string) => {
    const names = parseBlobKey(key);
    return { directory: join(root, ...names.slice(0, -1)), name: names.at(-1)! };
  };
  const newest = async (key: string) => {
    const { directory, name } = place(key);
    return newestByName(await listVersions(directory, name)).get(name);
  };
  const describe = (key: string, { bytes, sha256 }: Version): BlobInfo => ({ key, bytes, sha256 });

  return {
    async put(key, content) {
      const { directory, name } = place(key);
      const draft = join(incoming, randomUUID());
      try {
        await mkdir(directory, { recursive: true, mode: 0o700 });
        const newerThan = () => listVersions(directory, name).then(latestMs);
        const { bytes, sha256 } = await writeDurably(draft, content, newerThan);
        const path = join(directory, `${name}~${sha256}`);
        await rename(draft, path);
        await syncDirectory(directory);
        await removeOlder(directory, name, path);
        return { key, bytes, sha256 };
      } catch (error) {
        throw isFull(error) ? storageFull(root, key, error) : error;
      } finally {
        await rm(draft, { force: true });
      }
    },
    async get(key) {
      const version = await newest(key);
      if (!version) throw new AppError('NOT_FOUND', `blobs: there is no ${key}`, { key });
      const info = describe(key, version);
      const file = createReadStream(version.path);
      const verified = new VerifyingStream(info);
      file.on('error', (error) => verified.destroy(error));
      verified.on('close', () => file.destroy());
      return { info, content: file.pipe(verified) };
    },
    async find(key) {
      const version = await newest(key);
      return version ? describe(key, version) : null;
    },
    async list(prefix) {
      const found: BlobInfo[] = [];
      for await (const directory of directoriesBelow(root, '')) {
        for (const [name, version] of newestByName(await listVersions(join(root, directory)))) {
          const key = directory + name;
          if (key.startsWith(prefix)) found.push(describe(key, version));
        }
      }
      return found.sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    async delete(key) {
      const { directory, name } = place(key);
      for (const { path } of await listVersions(directory, name)) await rm(path, { force: true });
    },
  };
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

const storageFull = (root: string, key: string, cause: unknown): AppError =>
  new AppError(
    'STORAGE_FULL',
    `blobs: no room for ${key} in ${root}; make room and try again`,
    { key },
    cause,
  );

/** File clocks tick every few milliseconds, so a version gets its time explicitly, after all that were there when it was complete. */
async function writeDurably(
  path: string,
  content: Readable,
  newerThan: () => Promise<number>,
): Promise<{ bytes: number; sha256: string }> {
  const file = await open(path, 'wx', 0o600);
  try {
    const checksum = new ChecksumStream();
    await pipeline(content, checksum, async (bytes: AsyncIterable<Buffer>) => {
      for await (const chunk of bytes) await file.writeFile(chunk);
    });
    const writtenMs = Math.max(Date.now(), (await newerThan()) + 1);
    await file.utimes(new Date(writtenMs), new Date(writtenMs));
    await file.sync();
    return { bytes: checksum.bytes, sha256: checksum.digest() };
  } finally {
    await file.close();
  }
}

/** Drafts of killed processes; another process may be writing the younger ones. */
async function removeAbandoned(incoming: string): Promise<void> {
  const before = Date.now() - abandonedAfterMs;
  for (const file of await readdir(incoming)) {
    const draft = join(incoming, file);
    const info = await stat(draft).catch(missing(null));
    if (info && info.mtimeMs < before) await rm(draft, { force: true });
  }
}

async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}

async function removeOlder(directory: string, name: string, path: string): Promise<void> {
  const versions = await listVersions(directory, name);
  const own = versions.find((version) => version.path === path);
  for (const version of versions)
    if (own && version !== own && isNewer(own, version)) await rm(version.path, { force: true });
}

/** Directories below `root` as key prefixes: `''`, `exports/`, `exports/2026/` …; hidden ones hold no blobs. */
async function* directoriesBelow(root: string, prefix: string): AsyncGenerator<string> {
  yield prefix;
  const entries = await readdir(join(root, prefix), { withFileTypes: true }).catch(missing([]));
  for (const entry of entries)
    if (entry.isDirectory() && !entry.name.startsWith('.'))
      yield* directoriesBelow(root, `${prefix}${entry.name}/`);
}
