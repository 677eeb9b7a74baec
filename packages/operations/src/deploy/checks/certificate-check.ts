import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCertificatePair } from '../../certificates/check-certificate-pair.ts';
import { readCertificate } from '../../certificates/read-certificate.ts';
import { certificateFile, fewestDaysLeft, keyFile } from '../init/plan-certificate.ts';
import { type Check, type Finding, fault, ok, warning } from './check.ts';

const dayMs = 86_400_000;

/** Whole days a certificate still has. */
export const daysLeft = (notAfter: Date, nowMs: number): number =>
  Math.floor((notAfter.getTime() - nowMs) / dayMs);

export const certificateCheck: Check = {
  name: 'certificate',
  run: ({ dir, settings }): Finding[] => {
    const paths = [certificateFile, keyFile].map((path) => join(dir, path));
    const missing = paths.filter((path) => !existsSync(path));
    if (missing.length > 0) return [fault(`${missing.join(', ')} not there`, 'sagacity deploy init')];
    const [certificatePem, privateKeyPem] = paths.map((path) => readFileSync(path, 'utf8')) as [
      string,
      string,
    ];
    const nowMs = Date.now();
    const faults = checkCertificatePair({ certificatePem, privateKeyPem, host: settings.PUBLIC_HOST, nowMs });
    const fix = {
      own: 'sagacity deploy init --tls own --cert FILE --key FILE',
      acme: 'sagacity deploy logs certbot says why it was not renewed',
    };
    const remedy = fix[settings.TLS_MODE as keyof typeof fix] ?? 'sagacity deploy init makes a new one';
    if (faults.length > 0) return faults.map((one) => fault(one, remedy));
    const days = daysLeft(readCertificate(certificatePem).notAfter, nowMs);
    return days < fewestDaysLeft
      ? [warning(`ends in ${days} days`, remedy)]
      : [ok(`for ${settings.PUBLIC_HOST}, ${days} days left`)];
  },
};
