import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const here = fileURLToPath(new URL('.', import.meta.url));

/** Vite first: when its port is taken nothing has been started that would be left behind. */
const vite = await createServer({
  root: here,
  configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)),
});
await vite.listen().catch((error: unknown) => {
  console.error(`The page cannot be served: ${error instanceof Error ? error.message : String(error)}`);
  console.error('End what listens on that port, or change `server.port` in apps/web/vite.config.ts.');
  process.exit(1);
});

/** The API, started again on every change; vite hands `/api` and its sockets on to it. */
const backend = spawn(process.execPath, ['--watch', 'apps/cli/src/main.ts', 'serve'], {
  cwd: root,
  stdio: 'inherit',
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
/** Vite's own listener would exit before the server has ended. */
process.removeAllListeners('SIGTERM');
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
backend.once('exit', (code) => {
  if (!isStopping) console.error(`The server ended with code ${code}; see its output above.`);
  void stop(code ?? 1);
});
vite.printUrls();
