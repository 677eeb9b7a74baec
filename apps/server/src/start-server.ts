import { readFileSync } from 'node:fs';
import { loadConfig } from '@sagacity/features/config';
import { logFormatOf, openLog, openLogFiles } from '@sagacity/platform/log/index';
import { type OpenedServer, openServer } from './start/open-server.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/**
 * Starts the doors of a role (that of the configuration when none is given), prints the address when ready and stops on SIGTERM or
 * SIGINT, exiting 0 when all ended within the grace time. Resolves when it listens. Throws the failure of the first step that fails,
 * with what was opened before closed again.
 */
export async function startServer(flags: { readonly role?: string | undefined } = {}): Promise<void> {
  const startedMs = performance.now();
  const config = loadConfig({ flags });
  const format = logFormatOf(config.logFormat, process.stderr.isTTY === true);
  const { logLevel: level, logDir: directory, role } = config;
  const files = directory === null ? null : await openLogFiles({ directory, role });
  const log = openLog({ level, format, files });
  const checks = files ? [{ name: 'logs', needed: false, check: async () => files.trouble() }] : [];
  const server = await openServer({ config, log, version, checks }).catch(async (error: unknown) => {
    await files?.close();
    throw error;
  });
  const ms = Math.round(performance.now() - startedMs);
  log.info({ ms, role, address: server.address }, 'ready');
  printReady((role !== 'worker' && config.publicUrl) || server.address, server.firstAccount);

  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    const clean = await server.stop(config.shutdownGraceSeconds * 1_000);
    await files?.close();
    process.exit(clean ? 0 : 1);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** Standard output is for people and scripts: the address and, on the first start, how to sign in, each on a line of its own. */
function printReady(url: string, account: OpenedServer['firstAccount']): void {
  const password = account?.oneTimePassword ?? '(as configured, admin.password)';
  const signIn = account ? `user: ${account.name}\none-time password: ${password}\n` : '';
  process.stdout.write(`${url}\n${signIn}`);
}
