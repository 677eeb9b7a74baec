import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { checkServerIdentity } from 'node:tls';
import { AppError, messageOf } from '@sagacity/kernel';
import type { ExecuteContext } from '../execute-context.ts';
import { caFile } from '../init/plan-certificate.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { Settings } from '../settings/settings-table.ts';

const askTimeoutMs = 5_000;
const pollMs = 500;

export interface HealthAnswer {
  readonly isHealthy: boolean;
  /** What it answered, or why it did not. */
  readonly said: string;
}

/** Where this machine reaches nginx itself, whatever the DNS says. */
const ownAddress = ({ BIND_ADDRESS }: Settings): string =>
  ({ '0.0.0.0': '127.0.0.1', '::': '::1' })[BIND_ADDRESS] ?? BIND_ADDRESS;

/** Asks the stack for `/health` through its nginx. The certificate is verified, with the deployment's own CA when self-signed. */
export function askHealth(dir: string, settings: Settings): Promise<HealthAnswer> {
  const host = settings.PUBLIC_HOST;
  const ca = join(dir, caFile);
  const isSelfSigned = settings.TLS_MODE === 'self-signed' && existsSync(ca);
  return new Promise((resolve) => {
    const fail = (error: unknown) => resolve({ isHealthy: false, said: messageOf(error) });
    const asked = request(
      {
        host: ownAddress(settings),
        port: Number(settings.HTTPS_PORT),
        path: '/health',
        agent: false,
        headers: { host },
        servername: isIP(host) === 0 ? host : '',
        checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
        signal: AbortSignal.timeout(askTimeoutMs),
        ...(isSelfSigned ? { ca: readFileSync(ca) } : {}),
      },
      (reply) => {
        let body = '';
        reply.setEncoding('utf8');
        reply.on('data', (part: string) => {
          if (body.length < 4096) body += part;
        });
        reply.on('error', fail);
        reply.on('end', () =>
          resolve({ isHealthy: reply.statusCode === 200, said: `${reply.statusCode} ${body.trim()}` }),
        );
      },
    );
    asked.on('error', fail);
    asked.end();
  });
}

/** Waits for a good answer. Throws NOT_READY with the last one. */
export async function waitForAnswer(timeoutMs: number, { dir, say, signal }: ExecuteContext): Promise<void> {
  const settings = readSettings(dir);
  const witnesses = settings.TLS_MODE === 'acme' ? 'certbot nginx' : 'nginx backend';
  const endsAtMs = performance.now() + timeoutMs;
  let before = '';
  for (;;) {
    const { isHealthy, said } = await askHealth(dir, settings);
    if (said !== before) say(said.slice(0, 200));
    before = said;
    if (isHealthy) return;
    if (performance.now() > endsAtMs)
      throw new AppError(
        'NOT_READY',
        `${settings.PUBLIC_URL}/health does not say it is healthy; see sagacity deploy logs ${witnesses}`,
        { said },
      );
    await pause(pollMs, undefined, { signal });
  }
}
