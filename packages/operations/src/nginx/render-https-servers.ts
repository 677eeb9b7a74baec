import { securityHeaders } from '@sagacity/contracts/security-headers';
import { inUrl } from '../deploy/settings/address.ts';
import { block } from './block.ts';
import { httpsAddress } from './https-address.ts';
import type { NginxSettings } from './nginx-settings.ts';
import { ownHealth } from './own-health.ts';
import { refusalPages, renderAnswers } from './render-answers.ts';
import { renderLocations } from './render-locations.ts';
import { secondTry, secondTryPage } from './render-second-try.ts';
import { requestHeaders } from './request-headers.ts';
import { isOpenedByAddress, otherNames, serverNames } from './server-names.ts';

/** HTTPS: the API, its WebSocket and the pages. */
export function renderHttpsServers(settings: NginxSettings): string {
  const refusal = block(
    'server',
    'listen 8443 ssl default_server;',
    'http2 on;',
    'server_name _;',
    ...(isOpenedByAddress(settings) ? [] : ['ssl_reject_handshake on;']),
    otherNames,
  );
  const site = block(
    'server',
    'listen 8443 ssl;',
    'http2 on;',
    `server_name ${serverNames(settings)};`,
    'client_max_body_size 1m;',
    'proxy_send_timeout 120s;',
    'proxy_read_timeout 120s;',
    '',
    ...requestHeaders(settings),
    '',
    ...responseHeaders(settings),
    '',
    '# Plain HTTP on the HTTPS port.',
    `error_page 497 =308 ${httpsAddress(settings)};`,
    ...refusalPages,
    secondTryPage,
    renderAnswers(),
    secondTry,
    '',
    ...renderLocations(settings),
  );
  const [mainHost = 'localhost'] = settings.hosts;
  return [
    '# The host the certificate must fit.',
    `# edge:https ${inUrl(mainHost)}`,
    '# For the health check of the container.',
    block('server', 'listen 127.0.0.1:8081;', ownHealth),
    refusal,
    site,
    '# edge:end',
  ].join('\n');
}

/** Added to every reply, also those of nginx itself, in place of what the backend may say of the same name. */
function responseHeaders({ tls }: NginxSettings): string[] {
  const fixed = Object.entries(securityHeaders).filter(([name]) => name !== 'Content-Security-Policy');
  const added = [
    ['Cache-Control', '$cache_control'],
    ['X-Request-Id', '$trace_id'],
    ['Strict-Transport-Security', tls === 'self-signed' ? null : '$strict_transport'],
    ...fixed,
  ] as const;
  return [
    ...added.map(([name]) => `proxy_hide_header ${name};`),
    ...added.flatMap(([name, value]) => (value === null ? [] : `add_header ${name} ${value} always;`)),
    'add_header Content-Security-Policy $content_policy always;',
    'add_header Retry-After $retry_after always;',
  ];
}
