import { ApiClient } from './api-client.ts';
import { type RunningApp, startApp, temporaryDirectory } from './start-app.ts';

export const adminPassword = 'a-Long-enough-pass-9';

export interface SignedInApp {
  readonly app: RunningApp;
  readonly client: ApiClient;
  /** Kills the process and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** The program on a new data directory with the administrator signed in. */
export async function openSignedInApp(env: Record<string, string> = {}): Promise<SignedInApp> {
  const directory = temporaryDirectory('app');
  let app = await startApp({ dataDir: directory.path, env });
  let client = new ApiClient(app.url);
  await client.firstSignIn(app.password as string, adminPassword);
  return {
    get app() {
      return app;
    },
    get client() {
      return client;
    },
    async restart() {
      await app.kill();
      app = await startApp({ dataDir: directory.path, env });
      client = new ApiClient(app.url);
      await client.signIn('admin', adminPassword);
    },
    async close() {
      await app.kill();
      directory.remove();
    },
  };
}
