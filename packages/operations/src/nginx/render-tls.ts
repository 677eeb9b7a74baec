import type { NginxSettings } from './nginx-settings.ts';

const profile = `# Mozilla's intermediate profile, guideline 5.8. Curves are left to OpenSSL, which offers the hybrid ones where it has them.
ssl_protocols TLSv1.2 TLSv1.3;
ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
ssl_prefer_server_ciphers off;
ssl_session_timeout 1d;
ssl_session_cache shared:tls:10m;
ssl_session_tickets off;
# Beside the directory of this file, wherever that was copied to.
ssl_certificate ../tls/fullchain.pem;
ssl_certificate_key ../tls/privkey.pem;`;

/** Protocols, ciphers and the certificate. Stapling only for a certificate that names a responder: Let's Encrypt has none since 2025. */
export function renderTls({ staple }: NginxSettings): string {
  if (!staple) return profile;
  return [
    profile,
    'ssl_stapling on;',
    'ssl_stapling_verify on;',
    'ssl_trusted_certificate ../tls/fullchain.pem;',
  ].join('\n');
}
