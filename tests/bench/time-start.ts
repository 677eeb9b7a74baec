import { type RunningApp, startApp } from '../harness/start-app.ts';

/** Starts the program of a checkout, this one by default, and times it from spawn to the first 200 of its readiness check. */
export async function timeStart(
  dataDir: string,
  checkout?: string,
): Promise<{ app: RunningApp; startMs: number }> {
  const startedMs = performance.now();
  const app = await startApp({ dataDir, ...(checkout ? { checkout } : {}) });
  await expectOk(`${app.url}/api/health/ready`);
  return { app, startMs: performance.now() - startedMs };
}

export async function expectOk(url: string): Promise<void> {
  const { status } = await fetch(url);
  if (status !== 200) throw new Error(`${url} answered ${status}`);
}
