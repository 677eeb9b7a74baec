import { createPrivateKey, type X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import { AppError } from '@sagacity/kernel';
import { readChain } from './read-certificate.ts';

export interface CertificatePair {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly host: string;
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
}

/** Everything wrong with certificate and key files for this host, as sentences; an empty list when they can be used. Never throws. */
export function checkCertificatePair({
  certificatePem,
  privateKeyPem,
  host,
  nowMs,
}: CertificatePair): string[] {
  let chain: X509Certificate[];
  try {
    chain = readChain(certificatePem);
  } catch (error) {
    return [error instanceof AppError ? error.message : String(error)];
  }
  const leaf = chain[0]!; // readChain never returns an empty list
  return [
    keyFault(leaf, privateKeyPem),
    Date.parse(leaf.validTo) <= nowMs && `the certificate expired on ${leaf.validTo}; get a new one`,
    Date.parse(leaf.validFrom) > nowMs && `the certificate is valid only from ${leaf.validFrom}`,
    !covers(leaf, host) &&
      `the certificate is not for ${host} but for ${leaf.subjectAltName ?? 'no host at all'}`,
    ...chain.slice(1).map((signer, index) => orderFault(chain[index]!, signer, index + 1)),
  ].filter((fault) => typeof fault === 'string');
}

function keyFault(leaf: X509Certificate, pem: string): string | false {
  try {
    if (leaf.checkPrivateKey(createPrivateKey(pem))) return false;
    return 'the private key does not belong to the certificate; the server certificate must be the first of its file';
  } catch {
    return 'the private key cannot be read; it must be PEM without a passphrase';
  }
}

const covers = (leaf: X509Certificate, host: string): boolean =>
  (isIP(host) ? leaf.checkIP(host) : leaf.checkHost(host)) !== undefined;

const orderFault = (signed: X509Certificate, signer: X509Certificate, place: number): string | false =>
  !signed.checkIssued(signer) &&
  `certificate ${place + 1} of the file did not sign the one before it; the order is: server, then what signed it, and so on`;
