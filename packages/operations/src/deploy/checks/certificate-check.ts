import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificate } from '../../certificates/read-certificate.ts';
import {
  certificateFile,
  fewestDaysLeft,
  findCertificateFaults,
  isStandIn,
} from '../init/plan-certificate.ts';
import { type Check, type Finding, fault, ok, warning } from './check.ts';

const dayMs = 86_400_000;

/** Whole days a certificate still has. */
export const daysLeft = (notAfter: Date, nowMs: number): number =>
  Math.floor((notAfter.getTime() - nowMs) / dayMs);

export const certificateCheck: Check = {
  name: 'certificate',
  run: ({ dir, isSetUp, settings }): Finding[] => {
    if (!isSetUp) return [];
    const nowMs = Date.now();
    const faults = findCertificateFaults(dir, settings, nowMs);
    const fix = {
      own: 'sagacity deploy init --tls own --cert FILE --key FILE',
      acme: 'sagacity deploy logs certbot says why it was not renewed',
    };
    const remedy = fix[settings.TLS_MODE as keyof typeof fix] ?? 'sagacity deploy up makes a new one';
    const mended = settings.TLS_MODE === 'self-signed' && ({ mendedBy: 'up' } as const);
    if (faults.length > 0) return faults.map((one) => ({ ...fault(one, remedy), ...mended }));
    const pem = readFileSync(join(dir, certificateFile), 'utf8');
    if (isStandIn(pem, settings))
      return [
        warning(
          'a stand-in, until the authority issues one',
          'sagacity deploy up waits for it; sagacity deploy logs certbot says why there is none',
        ),
      ];
    const days = daysLeft(readCertificate(pem).notAfter, nowMs);
    return days < fewestDaysLeft
      ? [warning(`ends in ${days} days`, remedy)]
      : [ok(`for ${settings.PUBLIC_HOST}, ${days} days left`)];
  },
};
