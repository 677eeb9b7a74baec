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

/** Nothing but a line and a few headers comes here: whoever sends them slowly is left, and what they may take is little. */
const briefly = ['large_client_header_buffers 2 4k;', 'keepalive_timeout 5s;'];

/** Plain HTTP: certificate challenges, the CA to trust, nginx's own health, and the way to HTTPS for all else. */
export function renderHttpServers(settings: NginxSettings): string {
  return [
    '# What follows, to the next mark, is served by a process of its own (run.sh); names that are not ours get no answer.',
    '# edge:http',
    block(
      'server',
      'listen 8080 default_server;',
      'server_name _;',
      ...briefly,
      '',
      ownHealth,
      block('location /', 'return 444;'),
    ),
    block(
      'server',
      'listen 8080;',
      `server_name ${serverNames(settings)};`,
      '',
      ownHealth,
      challenges,
      ...caDownload(settings),
      block('location /', `return 308 ${httpsAddress(settings)};`),
    ),
  ].join('\n');
}
