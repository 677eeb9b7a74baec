import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const keepMs = 30 * 86_400_000;
/** Each replacement of a container leaves a process's files behind; of those that are gone the latest stay. */
const mostGone = 20;
/** A living process says so more often, by the time of its file. */
export const livingMs = 60 * 60_000;
const ofOneProcess = /^tradingagents(?:_error)?(-(?:api|worker)-.+)\.log(?:\.\d+)?$/;

/**
 * Removes the files of processes that are gone, but for the latest of them, and of all that wrote none for 30 days; `own` are never
 * touched. Age is the owner's, not the file's: a living process may have had no error for long. What cannot be read or removed stays.
 */
export async function removeOldLogs(
  directory: string,
  own: readonly string[],
  nowMs: number = Date.now(),
): Promise<void> {
  const owners = new Map<string, { files: string[]; latestMs: number }>();
  const ownOwners = new Set(own.map((name) => ofOneProcess.exec(name)?.[1]));
  for (const file of await readdir(directory).catch(() => [])) {
    const owner = ofOneProcess.exec(file)?.[1];
    if (!owner || ownOwners.has(owner)) continue;
    const found = owners.get(owner) ?? { files: [], latestMs: 0 };
    const mtimeMs = await stat(join(directory, file)).then(
      (stats) => stats.mtimeMs,
      () => nowMs,
    );
    owners.set(owner, {
      files: [...found.files, file],
      latestMs: Math.max(found.latestMs, mtimeMs),
    });
  }
  const gone = [...owners.values()]
    .filter(({ latestMs }) => nowMs - latestMs >= livingMs)
    .toSorted((a, b) => b.latestMs - a.latestMs);
  for (const [index, { files, latestMs }] of gone.entries()) {
    if (index < mostGone && nowMs - latestMs < keepMs) continue;
    for (const file of files) await rm(join(directory, file)).catch(() => undefined);
  }
}
