import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { checkCertificatePair } from './check-certificate-pair.ts';
import { issueSelfSigned, type SelfSigned } from './issue-self-signed.ts';
import { readCertificate } from './read-certificate.ts';

const hosts = ['stocks.lan', 'localhost', '127.0.0.1', '::1'];
const issue = (days = 397, now = Date.now()) => issueSelfSigned({ hosts, days, clock: { now: () => now } });

let opened: Array<{ close(): unknown }> = [];
afterEach(() => {
  for (const one of opened) one.close();
  opened = [];
});

/** A real handshake on 127.0.0.1, the certificate checked for `servername` as a browser does: the protocol, or why it was refused. */
async function shakeHands(
  { caPem, certificatePem, privateKeyPem }: SelfSigned,
  servername: string,
): Promise<string> {
  const server = createServer({ cert: certificatePem, key: privateKeyPem }, (socket) => socket.end());
  opened.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const host = { host: '127.0.0.1', port, ca: caPem };
  const socket: TLSSocket = connect(/^[\d.]+$/.test(servername) ? host : { ...host, servername });
  opened.push({ close: () => socket.destroy() });
  return new Promise((resolve) => {
    socket.once('secureConnect', () => resolve(socket.getProtocol() ?? ''));
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

describe('a self-signed certificate', () => {
  it('is accepted by whoever trusts its CA, for every host it names and no other', async () => {
    const issued = await issue();
    expect(await shakeHands(issued, 'stocks.lan')).toBe('TLSv1.3');
    expect(await shakeHands(issued, 'localhost')).toBe('TLSv1.3');
    expect(await shakeHands(issued, '127.0.0.1')).toBe('TLSv1.3');
    expect(await shakeHands(issued, 'other.lan')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  it('is refused by whoever trusts the CA of another', async () => {
    const [one, other] = [await issue(), await issue()];
    expect(await shakeHands({ ...one, caPem: other.caPem }, 'localhost')).toBe(
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    );
  });

  it('lives as long as was asked, its CA for ten years', async () => {
    const now = Date.UTC(2026, 0, 15, 12);
    const { certificatePem, caPem, notAfter } = await issue(30, now);
    expect(notAfter).toEqual(new Date(now + 30 * 86_400_000 - 3_600_000));
    expect(readCertificate(certificatePem)).toMatchObject({
      subject: 'CN=stocks.lan',
      hosts: ['stocks.lan', 'localhost', '127.0.0.1', '0:0:0:0:0:0:0:1'],
      notAfter,
      ocspResponder: null,
      chainLength: 1,
    });
    expect(readCertificate(caPem).notAfter).toEqual(new Date(now + 3_650 * 86_400_000));
  });

  it('is not issued for longer than browsers accept, nor for nobody', async () => {
    await expect(issue(398)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    await expect(issueSelfSigned({ hosts: [], days: 30, clock: Date })).rejects.toMatchObject({
      code: 'VALIDATION_FAILED',
    });
  });

  it('passes the check of a certificate and its key', async () => {
    const { certificatePem, privateKeyPem } = await issue();
    for (const host of ['stocks.lan', '127.0.0.1', '::1'])
      expect(checkCertificatePair({ certificatePem, privateKeyPem, host, nowMs: Date.now() })).toEqual([]);
  });
});
