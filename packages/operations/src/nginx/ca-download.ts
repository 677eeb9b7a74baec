import { block } from './block.ts';
import type { NginxSettings } from './nginx-settings.ts';

/** The CA of a self-signed certificate, for devices that shall trust it; nothing for other certificates. */
export const caDownload = ({ tls }: Pick<NginxSettings, 'tls'>): string[] =>
  tls === 'self-signed'
    ? [
        block(
          'location = /ca.crt',
          'default_type application/x-x509-ca-cert;',
          'types {}',
          'root /etc/nginx/tls;',
        ),
      ]
    : [];
