import { request } from 'node:https';
import { isIP } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { checkServerIdentity } from 'node:tls';
import { AppError, messageOf } from '@sagacity/kernel';
import { readChain } from '../../certificates/read-certificate.ts';
import type { ExecuteContext } from '../execute-context.ts';
import { certificateFile, isStandIn } from '../init/plan-certificate.ts';
import { readCertificateText } from '../nginx-settings-of.ts';
import { inUrl } from '../settings/address.ts';
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

/** What OpenSSL says of a certificate that is not the one it was told to trust. */
const isOfAnother = /^(DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_)/;

/**
 * Asks the stack for `/health` through its nginx. Only the certificate the deployment keeps is trusted, whoever signed it: an answer
 * proves that nginx serves the newest one, for this name and not ended. An ACME stand-in is not good enough.
 */
export function askHealth(dir: string, settings: Settings): Promise<HealthAnswer> {
  const host = settings.PUBLIC_HOST;
  const pem = readCertificateText(dir);
  const silent = (said: string) => Promise.resolve({ isHealthy: false, said });
  if (pem === null) return silent('there is no certificate; sagacity deploy init makes one');
  if (isStandIn(pem, settings))
    return silent('a stand-in is served: the authority has issued no certificate yet');
  return new Promise((resolve) => {
    const fail = (error: unknown) => {
      const isOther = isOfAnother.test((error as NodeJS.ErrnoException).code ?? '');
      const what = isOther ? `nginx does not show the certificate of ${certificateFile}: ` : '';
      resolve({ isHealthy: false, said: `${what}${messageOf(error)}` });
    };
    const asked = request(
      {
        host: ownAddress(settings),
        port: Number(settings.HTTPS_PORT),
        path: '/health',
        agent: false,
        headers: { host: inUrl(host) },
        servername: isIP(host) === 0 ? host : '',
        checkServerIdentity: (_, certificate) => checkServerIdentity(host, certificate),
        signal: AbortSignal.timeout(askTimeoutMs),
        ca: readChain(pem)[0]?.toString(),
        allowPartialTrustChain: true,
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
