import { X509Certificate } from 'node:crypto';
import { AppError } from '@sagacity/kernel';

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  /** DNS names and IP addresses it is for. */
  readonly hosts: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** SHA-256, for comparing with what a browser shows. */
  readonly fingerprint: string;
  /** Address of the OCSP responder it names; null when it names none. */
  readonly ocspResponder: string | null;
  /** Certificates in the file: 1 is the server's alone. */
  readonly chainLength: number;
}

/** What the first certificate of a PEM file says. Throws VALIDATION_FAILED when there is none. */
export function readCertificate(pem: string): CertificateFacts {
  const chain = readChain(pem);
  const leaf = chain[0]!; // readChain never returns an empty list
  return {
    subject: leaf.subject ?? '',
    issuer: leaf.issuer ?? '',
    hosts: hostsOf(leaf),
    notBefore: new Date(leaf.validFrom),
    notAfter: new Date(leaf.validTo),
    fingerprint: leaf.fingerprint256,
    ocspResponder: /^OCSP - URI:(.+)$/m.exec(leaf.infoAccess ?? '')?.[1] ?? null,
    chainLength: chain.length,
  };
}

/** Every certificate of a PEM file, in its order. Throws VALIDATION_FAILED when there is none. */
export function readChain(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length > 0) return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    throw new AppError('VALIDATION_FAILED', 'the certificate file cannot be read; it must be PEM', {}, error);
  }
  throw new AppError(
    'VALIDATION_FAILED',
    'there is no certificate in the file; it must be PEM, the server certificate first, then what signed it',
  );
}

const hostsOf = ({ subjectAltName = '' }: X509Certificate): string[] =>
  [...subjectAltName.matchAll(/(?:DNS|IP Address):"?([^,"]+)/g)].map(([, host]) => host!);
