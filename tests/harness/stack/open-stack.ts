import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { docker, type Inspected, inspect } from './docker.ts';

const run = promisify(execFile);
const root = new URL('../../..', import.meta.url).pathname;
const main = join(root, 'apps/cli/src/main.ts');

/** What a test needs to reach a running stack; plain data, so that it can be handed to test workers. */
export interface StackAddress {
  readonly project: string;
  readonly directory: string;
  readonly url: string;
  readonly httpPort: number;
  readonly httpsPort: number;
}

export interface StackOptions extends StackAddress {
  /** Further flags of `sagacity deploy init`. */
  readonly flags?: readonly string[];
  /** Further compose files, of tests only. */
  readonly overrides?: readonly string[];
}

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Models of a test run on this machine, and one account opens the sockets of a thousand people. */
const testSettings = `[limits]
socketsPerAccount = 1000

[llm]
allowPrivateAddresses = true
`;
const deployed = ['docker-compose.yml', 'deploy', 'docker', 'nginx', 'scripts'];

/** `sagacity <args>` in the stack's directory, as an operator would. */
export async function sagacity(stack: StackAddress, ...args: readonly string[]): Promise<CommandResult> {
  return run(process.execPath, [main, ...args], {
    cwd: stack.directory,
    maxBuffer: 16 * 1024 * 1024,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: { code?: number; stdout?: string; stderr?: string }) => ({
      code: error.code ?? 1,
      stdout: error.stdout ?? '',
      stderr: error.stderr ?? '',
    }),
  );
}

/** `docker compose <args>` in the stack's directory. */
export const compose = (stack: StackAddress, ...args: readonly string[]): Promise<string> =>
  docker(['compose', ...args], {
    cwd: stack.directory,
    env: { COMPOSE_PROJECT_NAME: stack.project },
    timeoutMs: 300_000,
  });

/** The running containers of a service, oldest first. */
export async function containersOf(stack: StackAddress, service: string): Promise<Inspected[]> {
  const ids = await compose(stack, 'ps', '--quiet', service);
  const found = await inspect(...ids.split('\n').filter(Boolean));
  return found.sort((a, b) => a.Name.localeCompare(b.Name, 'en', { numeric: true }));
}

/** `deploy init` in a directory with what a release ships. A new one has no use for what an earlier run left under its name. */
export async function initStack(options: StackOptions): Promise<void> {
  const { directory, project, httpPort, httpsPort, flags = [], overrides = [] } = options;
  if (!existsSync(directory)) {
    await closeStack(options);
    mkdirSync(directory, { recursive: true });
    for (const name of deployed) cpSync(join(root, name), join(directory, name), { recursive: true });
  }
  const init = ['deploy', 'init', '--host', 'localhost', '--tls', 'self-signed', '--yes'];
  const ports = ['--http-port', String(httpPort), '--https-port', String(httpsPort), '--bind', '127.0.0.1'];
  await expectOk(options, ...init, '--project', project, ...ports, ...flags);
  addOverrides(directory, overrides);
  writeFileSync(join(directory, 'config/sagacity.toml'), testSettings);
}

/** Runs the operator's two commands, `deploy init` and `deploy up`. */
export async function openStack(options: StackOptions): Promise<StackAddress> {
  const { directory, project, httpPort, httpsPort } = options;
  await initStack(options);
  await expectOk(options, 'deploy', 'up');
  return { project, directory, url: options.url, httpPort, httpsPort };
}

async function expectOk(stack: StackAddress, ...args: readonly string[]): Promise<void> {
  const { code, stdout, stderr } = await sagacity(stack, ...args);
  if (code !== 0) throw new Error(`sagacity ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
}

/** Lays the files beside the compose file and names them in `.env`, as an operator adds a file of his own. */
function addOverrides(directory: string, files: readonly string[]): void {
  if (files.length === 0) return;
  for (const file of files) cpSync(file, join(directory, basename(file)));
  const path = join(directory, '.env');
  const added = files.map((file) => `:${basename(file)}`).join('');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^COMPOSE_FILE=.*$/m, `$&${added}`));
}

/** Removes containers, networks and volumes, which are known by the project's label without a compose file, and the directory. */
export async function closeStack({ project, directory }: StackAddress): Promise<void> {
  const down = [
    'compose',
    '--project-name',
    project,
    'down',
    '--volumes',
    '--timeout',
    '5',
    '--remove-orphans',
  ];
  await docker(down, { cwd: '/', timeoutMs: 300_000 });
  rmSync(directory, { recursive: true, force: true });
}

export const caOf = (stack: StackAddress): string =>
  readFileSync(join(stack.directory, 'secrets/tls/ca.crt'), 'utf8');
export const adminPasswordOf = (stack: StackAddress): string =>
  readFileSync(join(stack.directory, 'secrets/admin_password'), 'utf8').trim();
