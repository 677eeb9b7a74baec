import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { AppError, type Clock } from '@sagacity/kernel';
import 'reflect-metadata'; // the library's container needs it before it is loaded
import * as x509 from '@peculiar/x509';

export interface SelfSignedInput {
  /** DNS names and IP addresses the certificate is for; the first is its common name. */
  readonly hosts: readonly string[];
  /** Life of the server certificate; browsers accept at most 397 days. */
  readonly days: number;
  readonly clock: Pick<Clock, 'now'>;
}

export interface SelfSigned {
  /** The CA, for devices that shall trust it. */
  readonly caPem: string;
  /** The server certificate alone: a client that trusts the CA needs nothing between them. */
  readonly certificatePem: string;
  readonly privateKeyPem: string;
  readonly notAfter: Date;
}

const maxDays = 397;
const caDays = 3_650;
const dayMs = 86_400_000;
/** Devices whose clock is a little behind accept it too. */
const clockSkewMs = 3_600_000;
const authority = 'Sagacity CA';
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/**
 * A CA of its own and a server certificate signed by it, EC P-256. The CA's key is forgotten: nobody can ever sign another name with what
 * devices have been told to trust, and a new certificate means a new CA to trust. Throws VALIDATION_FAILED for no host or too many days.
 */
export async function issueSelfSigned({ hosts, days, clock }: SelfSignedInput): Promise<SelfSigned> {
  const [mainHost] = hosts;
  if (mainHost === undefined || !(days > 0 && days <= maxDays))
    throw new AppError(
      'VALIDATION_FAILED',
      `a self-signed certificate needs at least one host and 1 to ${maxDays} days; got ${hosts.length} hosts and ${days} days`,
    );
  const now = clock.now();
  const notBefore = new Date(now - clockSkewMs);
  const notAfter = new Date(now + days * dayMs - clockSkewMs);
  const caKeys = await generateKeys();
  const keys = await generateKeys();
  const caName = `CN=${authority} ${new Date(now).toISOString().slice(0, 10)} ${randomBytes(3).toString('hex')}`;

  const ca = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: caName,
    notBefore,
    notAfter: new Date(now + caDays * dayMs),
    keys: caKeys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
    ],
  });
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{ CN: [mainHost] }],
    issuer: ca.subject,
    notBefore,
    notAfter,
    publicKey: keys.publicKey,
    signingKey: caKeys.privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        hosts.map((value) => ({ type: isIP(value) ? 'ip' : 'dns', value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    caPem: `${ca.toString('pem')}\n`,
    certificatePem: `${certificate.toString('pem')}\n`,
    privateKeyPem: `${x509.PemConverter.encode(key, 'PRIVATE KEY')}\n`,
    notAfter: certificate.notAfter,
  };
}

/** Whether this program made it. */
export const isSelfIssued = ({ issuer }: { readonly issuer: string }): boolean =>
  issuer.startsWith(`CN=${authority} `);

const generateKeys = () => webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

/** 128 random bits, positive. */
const serialNumber = (): string => `4${randomBytes(16).toString('hex').slice(1)}`;
