import { hostname } from 'node:os';
import { isAppError, messageOf } from '@sagacity/kernel';
import { z } from 'zod';
import { askDocker } from '../../docker/ask-docker.ts';
import { runCommand } from '../../docker/run-command.ts';
import type { EngineFacts } from './check.ts';

const limit = z.boolean().default(true);
const infoSchema = z.object({
  ServerVersion: z.string().default(''),
  DockerRootDir: z.string().default(''),
  NCPU: z.number().default(0),
  MemTotal: z.number().default(0),
  Name: z.string().default(''),
  MemoryLimit: limit,
  CpuCfsQuota: limit,
  PidsLimit: limit,
  SecurityOptions: z.array(z.string()).nullish(),
  ServerErrors: z.array(z.string()).nullish(),
});

/** Facts of `docker info --format '{{json .}}'`. */
export function parseEngine(
  json: string,
  composeVersion: string | null,
  host: string,
  versionText = '',
): EngineFacts {
  const info = infoSchema.parse(JSON.parse(json));
  const limits = { memory: info.MemoryLimit, cpu: info.CpuCfsQuota, pids: info.PidsLimit };
  return {
    version: info.ServerVersion,
    isPodman: /podman/i.test(versionText),
    isRootless: (info.SecurityOptions ?? []).some((option) => option.includes('rootless')),
    composeVersion,
    rootDir: info.DockerRootDir,
    cpus: info.NCPU,
    memoryBytes: info.MemTotal,
    missingLimits: Object.entries(limits).flatMap(([name, isThere]) => (isThere ? [] : [name])),
    isLocal: info.Name === host,
  };
}

/** The engine the `docker` command talks to, or why there is none. */
export async function readEngine(): Promise<{ engine: EngineFacts | null; engineFault: string }> {
  try {
    const info = await askDocker(['info', '--format', '{{json .}}']);
    const compose = await runCommand('docker', ['compose', 'version', '--short'], { timeoutMs: 30_000 });
    const version = compose.code === 0 ? compose.stdout.trim().replace(/^v/, '') : null;
    const about = await runCommand('docker', ['version', '--format', '{{json .}}'], { timeoutMs: 30_000 });
    const engine = parseEngine(info, version, hostname(), about.stdout);
    if (engine.version === '' && !engine.isPodman)
      return { engine: null, engineFault: 'the docker engine does not answer' };
    return { engine, engineFault: '' };
  } catch (error) {
    const said = isAppError(error) && Array.isArray(error.details.said) ? error.details.said.join(' ') : '';
    return { engine: null, engineFault: [messageOf(error), said].filter(Boolean).join(': ') };
  }
}
