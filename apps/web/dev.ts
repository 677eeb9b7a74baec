import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** The API with a restart on every change, and vite in front of it, which hands `/api` and its sockets on. */
const backend: ChildProcess = spawn(process.execPath, ['--watch', 'apps/cli/src/main.ts', 'serve'], {
  cwd: root,
  stdio: 'inherit',
});
const vite = await createServer({
  root: here,
  configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
});

let isStopping = false;
async function stop(exitCode: number): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await vite.close();
  if (backend.exitCode === null && backend.signalCode === null) {
    const ended = new Promise((resolve) => backend.once('exit', resolve));
    backend.kill('SIGTERM');
    await ended;
  }
  process.exit(exitCode);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
backend.once('exit', (code) => {
  if (!isStopping) console.error(`The server ended with code ${code}; see its output above.`);
  void stop(code ?? 1);
});

await vite.listen();
vite.printUrls();
