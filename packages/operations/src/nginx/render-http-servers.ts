import { block } from './block.ts';
import { caDownload } from './ca-download.ts';
import { httpsAddress } from './https-address.ts';
import type { NginxSettings } from './nginx-settings.ts';
import { ownHealth } from './own-health.ts';
import { serverNames } from './server-names.ts';

const challenges = block(
  'location ^~ /.well-known/acme-challenge/',
  'default_type text/plain;',
  'root /var/www/acme;',
  'try_files $uri =404;',
);

/** Plain HTTP: certificate challenges, the CA to trust, nginx's own health, and the way to HTTPS for all else. */
export function renderHttpServers(settings: NginxSettings): string {
  const names = serverNames(settings);
  const toHttps = block('location /', `return 308 ${httpsAddress(settings)};`);
  const all = [ownHealth, challenges, ...caDownload(settings), toHttps];
  if (names === '_') return block('server', 'listen 8080 default_server;', 'server_name _;', '', ...all);
  return [
    '# Names that are not ours get no answer.',
    block(
      'server',
      'listen 8080 default_server;',
      'server_name _;',
      '',
      ownHealth,
      block('location /', 'return 444;'),
    ),
    block('server', 'listen 8080;', `server_name ${names};`, '', ...all),
  ].join('\n');
}
