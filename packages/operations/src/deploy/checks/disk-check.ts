import { existsSync } from 'node:fs';
import { stat, statfs } from 'node:fs/promises';
import { messageOf } from '@sagacity/kernel';
import { askDocker } from '../../docker/ask-docker.ts';
import { type Check, type Finding, fault, ok, unknown, warning } from './check.ts';

interface Place {
  readonly path: string;
  /** What is kept there, as an operator knows it. */
  readonly what: string;
}
interface Room {
  readonly leastBytes: number;
  readonly comfortableBytes: number;
  readonly fix: string;
}

/** Images take about 3 GB; the rest is for data, logs and their growth. */
const roomOfEngine: Room = {
  leastBytes: 5e9,
  comfortableBytes: 20e9,
  fix: 'free some (docker system df; docker image prune), or move the data-root of docker to a larger disk',
};
/** A database whose disk is full refuses every change. */
const roomOfVolume: Room = {
  leastBytes: 1e9,
  comfortableBytes: 5e9,
  fix: 'make room on it, or give the volume a larger disk',
};
const gb = (bytes: number) => `${(bytes / 1e9).toFixed(1)} GB`;

export function judgeSpace(
  what: string,
  freeBytes: number,
  { leastBytes, comfortableBytes, fix }: Room = roomOfEngine,
): Finding {
  const message = `${gb(freeBytes)} free in ${what}`;
  if (freeBytes < leastBytes) return fault(`${message}; ${gb(leastBytes)} are needed`, fix);
  return freeBytes < comfortableBytes
    ? warning(`${message}; ${gb(comfortableBytes)} are advised`, fix)
    : ok(message);
}

/** Each file system of these once, under the name of the first place on it. */
export async function judgePlaces(
  places: readonly Place[],
  room: Room,
  seen: Set<number>,
): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const { path, what } of places)
    try {
      const { dev } = await stat(path);
      if (seen.has(dev)) continue;
      seen.add(dev);
      const { bavail, bsize } = await statfs(path);
      found.push(judgeSpace(what, bavail * bsize, room));
    } catch (error) {
      found.push(unknown(`${what} could not be looked at: ${messageOf(error)}`, 'run it as root'));
    }
  return found;
}

/** Volumes of the installation, with where this machine has them. */
async function listPlaces(project: string): Promise<Place[]> {
  const format = '{{.Name}}\t{{.Mountpoint}}';
  const label = `label=com.docker.compose.project=${project}`;
  const listed = await askDocker(['volume', 'ls', '--filter', label, '--format', format]);
  const rows = listed.split('\n').map((row) => row.split('\t'));
  return rows.flatMap(([name = '', path = '']) =>
    path.startsWith('/') ? [{ path, what: `the volume ${name}` }] : [],
  );
}

export const diskCheck: Check = {
  name: 'disk',
  run: async ({ dir, engine, settings }) => {
    if (engine === null) return [unknown('not looked at: no engine')];
    if (!engine.isLocal || !existsSync(engine.rootDir))
      return [unknown(`the engine is on another machine; look there at ${engine.rootDir}`)];
    const seen = new Set<number>();
    const own = [{ path: engine.rootDir, what: engine.rootDir }];
    const others = [...(await listPlaces(settings.COMPOSE_PROJECT_NAME)), { path: dir, what: dir }];
    return [
      ...(await judgePlaces(own, roomOfEngine, seen)),
      ...(await judgePlaces(others, roomOfVolume, seen)),
    ];
  },
};
