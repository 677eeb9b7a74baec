import { existsSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { type Check, type Finding, fault, ok, unknown, warning } from './check.ts';

const leastBytes = 5e9;
const comfortableBytes = 20e9;
const gb = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

/** Images take about 3 GB; the rest is for data, logs and their growth. */
export function judgeSpace(path: string, freeBytes: number): Finding {
  const message = `${gb(freeBytes)} free in ${path}`;
  const fix =
    'free some (docker system df; docker image prune), or move the data-root of docker to a larger disk';
  if (freeBytes < leastBytes) return fault(`${message}; images and data need ${gb(leastBytes)}`, fix);
  return freeBytes < comfortableBytes
    ? warning(`${message}; ${gb(comfortableBytes)} are advised`, fix)
    : ok(message);
}

export const diskCheck: Check = {
  name: 'disk',
  run: async ({ engine }) => {
    if (engine === null) return [unknown('not looked at: no engine')];
    if (!engine.isLocal || !existsSync(engine.rootDir))
      return [unknown(`the engine is on another machine; look there at ${engine.rootDir}`)];
    const { bavail, bsize } = await statfs(engine.rootDir);
    return [judgeSpace(engine.rootDir, bavail * bsize)];
  },
};
