import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const keepMs = 30 * 86_400_000;
const ofOneProcess = /^tradingagents(?:_error)?(-(?:api|worker)-.+)\.log(?:\.\d+)?$/;

/**
 * Removes the files of processes that wrote none of theirs for 30 days; `own` are never touched. Age is the owner's, not the file's: a
 * living process may have had no error for long. What cannot be read or removed stays.
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
  for (const { files, latestMs } of owners.values()) {
    if (nowMs - latestMs < keepMs) continue;
    for (const file of files) await rm(join(directory, file)).catch(() => undefined);
  }
}
