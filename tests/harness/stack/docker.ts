import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What `docker <args>` writes to standard output. Throws with what it wrote to standard error. */
export async function docker(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string>; timeoutMs?: number } = {},
): Promise<string> {
  const { cwd, env = {}, timeoutMs = 120_000 } = options;
  const { stdout } = await run('docker', [...args], {
    cwd,
    env: { ...process.env, ...env },
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: Error & { stderr?: string }) => {
    throw new Error(`docker ${args.join(' ')}: ${error.stderr || error.message}`);
  });
  return stdout.trim();
}

/** A visible skip where there is no engine; in CI a missing engine is a failure, because then nothing is skipped. */
export const hasDocker = async (): Promise<boolean> =>
  process.env.CI !== undefined ||
  (await docker(['version', '--format', '{{.Server.Version}}']).then(
    () => true,
    () => false,
  ));

export interface Inspected {
  readonly Id: string;
  readonly Name: string;
  /** Id of its image. */
  readonly Image: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Pid: number;
    readonly Running: boolean;
    readonly ExitCode: number;
    readonly StartedAt: string;
    readonly FinishedAt: string;
    readonly Health?: { readonly Status: string };
  };
  readonly Config: {
    readonly User: string;
    readonly Env: readonly string[];
    readonly Labels: Readonly<Record<string, string>>;
  };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly Privileged: boolean;
    readonly PortBindings: Readonly<Record<string, unknown>> | null;
  };
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly IPAddress: string; readonly Gateway: string }>>;
    readonly Ports: Readonly<Record<string, readonly { readonly HostPort: string }[] | null>>;
  };
}

export const inspect = async (...ids: readonly string[]): Promise<Inspected[]> =>
  ids.length === 0 ? [] : JSON.parse(await docker(['inspect', ...ids]));
