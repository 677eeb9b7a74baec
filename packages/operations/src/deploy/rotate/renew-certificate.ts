import { AppError } from '@sagacity/kernel';
import { makeCertificate } from '../init/plan-certificate.ts';
import { isRunning } from '../is-running.ts';
import type { Action } from '../plan.ts';
import type { RotateInput } from './rotation.ts';

const answerTimeoutMs = 60_000;

/** A self-signed certificate made anew; nginx takes it by itself. Throws CONFLICT where somebody else issues it. */
export async function renewCertificate({ stack }: Pick<RotateInput, 'stack'>): Promise<Action[]> {
  const { settings, containers } = stack;
  if (settings.TLS_MODE === 'own')
    throw new AppError(
      'CONFLICT',
      'the certificate is one of yours: sagacity deploy init --tls own --cert FILE --key FILE',
    );
  if (settings.TLS_MODE === 'acme')
    throw new AppError(
      'CONFLICT',
      'certbot renews the certificate by itself; why it did not: sagacity deploy logs certbot',
    );
  const files = await makeCertificate(settings);
  return [
    ...files.map((file): Action => ({ do: 'write', ...file })),
    ...(isRunning(containers, 'nginx') ? [{ do: 'ask-health', timeoutMs: answerTimeoutMs } as const] : []),
  ];
}
