import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificate } from '../certificates/read-certificate.ts';
import { defaultNginxSettings, type NginxSettings } from '../nginx/render-nginx.ts';
import { isThere } from './file-fault.ts';
import { layout } from './layout.ts';
import { listOf, type Settings, type TlsMode } from './settings/settings-table.ts';

/** The certificate in use, as PEM; null when there is none yet. */
export function readCertificateText(dir: string): string | null {
  const path = join(dir, layout.tls, 'fullchain.pem');
  return isThere(path) ? readFileSync(path, 'utf8') : null;
}

/** What the edge needs to know of a deployment. OCSP answers are stapled when the operator's own certificate names a responder. */
export const nginxSettingsOf = (settings: Settings, certificatePem: string | null): NginxSettings => ({
  ...defaultNginxSettings,
  hosts: [settings.PUBLIC_HOST],
  tls: settings.TLS_MODE as TlsMode,
  httpsPort: Number(settings.HTTPS_PORT),
  trustedProxies: listOf(settings.TRUSTED_PROXIES),
  signInsPerMinute: Number(settings.SIGN_INS_PER_MINUTE),
  requestsPerAddress: Number(settings.REQUESTS_PER_ADDRESS),
  socketsPerAddress: Number(settings.SOCKETS_PER_ADDRESS),
  workers: Math.ceil(Number(settings.NGINX_CPUS)),
  staple:
    settings.TLS_MODE === 'own' &&
    certificatePem !== null &&
    readCertificate(certificatePem).ocspResponder !== null,
});
