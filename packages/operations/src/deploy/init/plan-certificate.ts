import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError, systemClock } from '@sagacity/kernel';
import { checkCertificatePair } from '../../certificates/check-certificate-pair.ts';
import { isSelfIssued, issueSelfSigned } from '../../certificates/issue-self-signed.ts';
import { readCertificate } from '../../certificates/read-certificate.ts';
import { isThere } from '../file-fault.ts';
import { layout } from '../layout.ts';
import type { Settings, TlsMode } from '../settings/settings-table.ts';
import { secretMode, type WantedFile } from './deployment-files.ts';

export interface CertificateFiles {
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
}
/** A certificate with fewer days left is complained about. */
export const fewestDaysLeft = 14;
/** A self-signed one with fewer is made anew by `init` and `up`. */
const renewDaysLeft = 30;
const selfSignedDays = 397;
const dayMs = 86_400_000;

export const caFile = `${layout.tls}/ca.crt`;
export const certificateFile = `${layout.tls}/fullchain.pem`;
export const keyFile = `${layout.tls}/privkey.pem`;
const file = (path: string, content: string): WantedFile => ({ path, mode: secretMode, content });

/**
 * Certificate files to write: the operator's for `own`, new ones for `self-signed` when those there do not fit, a stand-in for `acme`
 * until the authority has issued. Empty when what is there serves. Throws VALIDATION_FAILED for files that do not fit the host.
 */
export async function planCertificate(
  dir: string,
  settings: Settings,
  { cert, key }: CertificateFiles,
  tlsBefore: TlsMode | undefined,
): Promise<WantedFile[]> {
  const host = settings.PUBLIC_HOST;
  if ((cert === undefined) !== (key === undefined)) throw refuse('--cert and --key belong together');
  if (cert !== undefined && settings.TLS_MODE !== 'own') throw refuse('--cert and --key need --tls own');
  if (cert !== undefined && key !== undefined) {
    const [certificatePem, privateKeyPem] = [readInput('--cert', cert), readInput('--key', key)];
    const faults = checkCertificatePair({ certificatePem, privateKeyPem, host, nowMs: systemClock.now() });
    if (faults.length > 0) throw refuse(`${cert} with ${key}: ${faults.join('; ')}`);
    return [file(certificateFile, certificatePem), file(keyFile, privateKeyPem)];
  }
  const isOther = tlsBefore !== undefined && tlsBefore !== settings.TLS_MODE && settings.TLS_MODE !== 'acme';
  const faults = isOther
    ? [`it is the one of ${tlsBefore}`]
    : findCertificateFaults(dir, settings, renewalMs(settings));
  if (faults.length === 0) return [];
  if (settings.TLS_MODE === 'own')
    throw refuse(`--tls own needs --cert and --key; ${certificateFile} is of no use: ${faults.join('; ')}`);
  return makeCertificate(settings);
}

/** A new certificate of a new authority of its own. */
export async function makeCertificate(settings: Settings): Promise<WantedFile[]> {
  const hosts = [settings.PUBLIC_HOST];
  const issued = await issueSelfSigned({ hosts, days: selfSignedDays, clock: systemClock });
  const ca = settings.TLS_MODE === 'self-signed' ? [file(caFile, issued.caPem)] : [];
  return [file(certificateFile, issued.certificatePem), file(keyFile, issued.privateKeyPem), ...ca];
}

/** Self-signed ones are made anew before they end; an ACME client cares for its own. */
const renewalMs = ({ TLS_MODE }: Settings) =>
  systemClock.now() + (TLS_MODE === 'self-signed' ? renewDaysLeft * dayMs : 0);

const refuse = (issue: string) =>
  new AppError('VALIDATION_FAILED', 'init cannot use these; nothing was written', { issues: [issue] });

/** Served until an ACME authority has issued. */
export const isStandIn = (certificatePem: string, { TLS_MODE }: Pick<Settings, 'TLS_MODE'>): boolean =>
  TLS_MODE === 'acme' && isSelfIssued(readCertificate(certificatePem));

/** Why what is there does not serve at this time; a self-signed certificate must be of the authority that devices are told to trust. */
export function findCertificateFaults(
  dir: string,
  { TLS_MODE, PUBLIC_HOST }: Settings,
  nowMs: number,
): string[] {
  const chain = [certificateFile, ...(TLS_MODE === 'self-signed' ? [caFile] : [])];
  const missing = [...chain, keyFile].filter((path) => !isThere(join(dir, path)));
  if (missing.length > 0) return missing.map((path) => `${path} is missing`);
  const read = (path: string) => readFileSync(join(dir, path), 'utf8');
  return checkCertificatePair({
    certificatePem: chain.map(read).join('\n'),
    privateKeyPem: read(keyFile),
    host: PUBLIC_HOST,
    nowMs,
  });
}

function readInput(flag: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw refuse(`${flag} ${path}: cannot be read (${code})`);
  }
}
