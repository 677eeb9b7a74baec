import { generateKeyPairSync } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CertificatePair, checkCertificatePair } from './check-certificate-pair.ts';
import { issueSelfSigned, type SelfSigned } from './issue-self-signed.ts';

const now = Date.UTC(2026, 5, 1);
const dayMs = 86_400_000;
let issued: SelfSigned;
let other: SelfSigned;
beforeAll(async () => {
  const input = { hosts: ['stocks.example.org', '*.example.net'], days: 30, clock: { now: () => now } };
  issued = await issueSelfSigned(input);
  other = await issueSelfSigned(input);
});
const faultsOf = (changes: Partial<CertificatePair> = {}) =>
  checkCertificatePair({
    certificatePem: issued.certificatePem,
    privateKeyPem: issued.privateKeyPem,
    host: 'stocks.example.org',
    nowMs: now,
    ...changes,
  });

describe('a certificate and its key', () => {
  it('fit, also by a wildcard and with the certificate that signed it', () => {
    expect(faultsOf()).toEqual([]);
    expect(faultsOf({ host: 'stocks.example.net' })).toEqual([]);
    expect(faultsOf({ certificatePem: issued.certificatePem + issued.caPem })).toEqual([]);
  });

  it('do not fit when the key is of another, or unreadable', () => {
    expect(faultsOf({ privateKeyPem: other.privateKeyPem })[0]).toMatch('does not belong');
    expect(faultsOf({ privateKeyPem: 'nothing' })[0]).toMatch('cannot be read');
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const locked = privateKey.export({
      type: 'pkcs8',
      format: 'pem',
      cipher: 'aes-256-cbc',
      passphrase: 'x',
    });
    expect(faultsOf({ privateKeyPem: String(locked) })[0]).toMatch('without a passphrase');
  });

  it('are refused before and after their time', () => {
    expect(faultsOf({ nowMs: now + 31 * dayMs })[0]).toMatch('expired');
    expect(faultsOf({ nowMs: now - dayMs })[0]).toMatch('valid only from');
  });

  it('are refused for a host that is not named', () => {
    expect(faultsOf({ host: 'other.example.org' })[0]).toMatch('not for other.example.org');
    expect(faultsOf({ host: '192.168.1.5' })[0]).toMatch('not for 192.168.1.5');
  });

  it('are refused in the wrong order', () => {
    const faults = faultsOf({ certificatePem: issued.caPem + issued.certificatePem });
    expect(faults.some((fault) => fault.includes('does not belong'))).toBe(true);
    expect(faults.some((fault) => fault.includes('did not sign'))).toBe(true);
  });

  it('are refused when there is no certificate in the file, with every fault at once otherwise', () => {
    expect(faultsOf({ certificatePem: 'nothing' })).toHaveLength(1);
    expect(faultsOf({ host: 'x.org', nowMs: now + 31 * dayMs, privateKeyPem: '' })).toHaveLength(3);
  });
});
