import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { type TarFile, walkTar } from './walk-tar.ts';

const run = promisify(execFile);
const isGzip = (bytes: Buffer) => bytes[0] === 0x1f && bytes[1] === 0x8b;
const isTar = (bytes: Buffer) => bytes.toString('latin1', 257, 262) === 'ustar';

/** Every file of every layer of an image, also those that a later layer deletes, and its configuration and history. */
export async function* imageFiles(image: string): AsyncGenerator<TarFile> {
  const directory = await mkdtemp(join(tmpdir(), 'sagacity-image-'));
  try {
    await run('sh', ['-c', `docker save "$0" | tar -x -C "$1"`, image, directory]);
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const raw = await readFile(join(entry.parentPath, entry.name));
      const content = isGzip(raw) ? gunzipSync(raw) : raw;
      if (isTar(content)) yield* walkTar(content);
      else yield { name: `(of the image) ${entry.name}`, content };
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
