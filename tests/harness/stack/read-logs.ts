import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Inspected } from './docker.ts';

/** The lines a container's program logged, as objects; what is no JSON is left out. */
export async function readLogs<T>({ Id }: Inspected, since?: Date): Promise<T[]> {
  const from = since ? ['--since', since.toISOString()] : [];
  const options = { maxBuffer: 64 * 1024 * 1024 };
  const { stdout, stderr } = await promisify(execFile)('docker', ['logs', ...from, Id], options);
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line) as T);
}
