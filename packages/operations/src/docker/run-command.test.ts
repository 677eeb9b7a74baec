import { expect, it, onTestFinished, vi } from 'vitest';
import { runCommand } from './run-command.ts';

const node = (code: string, options = {}) => runCommand(process.execPath, ['-e', code], options);

it('keeps both outputs and the exit code, and passes lines on as they come', async () => {
  const lines: string[] = [];
  const done = await node('console.log("a"); console.error("b"); process.exitCode = 3', {
    onLine: (line: string) => lines.push(line),
  });
  expect(done).toEqual({ code: 3, stdout: 'a\n', stderr: 'b\n' });
  expect(lines.sort()).toEqual(['a', 'b']);
});

it('gives the input to the program', async () => {
  expect((await node('process.stdin.pipe(process.stdout)', { input: 'rules' })).stdout).toBe('rules\n');
});

it('says that a program is not installed', async () => {
  await expect(runCommand('no-such-program', [])).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
});

it('ends a program that takes too long, and one that nobody waits for any more', async () => {
  const forever = 'setInterval(() => {}, 1000)';
  await expect(node(forever, { timeoutMs: 50 })).rejects.toMatchObject({ code: 'TIME_LIMIT_EXCEEDED' });
  await expect(node(forever, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});

it('withholds from it what would go before .env, and nothing else', async () => {
  onTestFinished(() => void vi.unstubAllEnvs());
  for (const name of ['COMPOSE_PROJECT_NAME', 'COMPOSE_FILE', 'HTTPS_PORT', 'DOCKER_HOST', 'OTHER'])
    vi.stubEnv(name, 'of the shell');
  const { stdout } = await node('console.log(JSON.stringify(process.env))');
  const { DOCKER_HOST, OTHER, ...rest } = JSON.parse(stdout);
  expect([DOCKER_HOST, OTHER]).toEqual(['of the shell', 'of the shell']);
  expect(Object.values(rest)).not.toContain('of the shell');
});
