import { securityHeaders } from '@sagacity/contracts/security-headers';
import { block } from './block.ts';
import { httpsAddress } from './https-address.ts';
import type { NginxSettings } from './nginx-settings.ts';
import { refusalPages, renderAnswers } from './render-answers.ts';
import { renderLocations } from './render-locations.ts';
import { secondTry, secondTryPage } from './render-second-try.ts';
import { serverNames } from './server-names.ts';

/** HTTPS: the API, its WebSocket and the pages. */
export function renderHttpsServers(settings: NginxSettings): string {
  const names = serverNames(settings);
  const site = block(
    'server',
    `listen 8443 ssl${names === '_' ? ' default_server' : ''};`,
    'http2 on;',
    `server_name ${names};`,
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
  if (names === '_') return site;
  const refusal = block(
    'server',
    'listen 8443 ssl default_server;',
    'server_name _;',
    'ssl_reject_handshake on;',
  );
  return `${refusal}\n${site}`;
}

/** `Host` with the port as published, so that the server can compare it with the origin of a page. */
const requestHeaders = ({ httpsPort }: NginxSettings): string[] => [
  `proxy_set_header Host $host${httpsPort === 443 ? '' : `:${httpsPort}`};`,
  'proxy_set_header X-Real-IP $remote_addr;',
  '# The address as seen here, in place of anything the client claims.',
  'proxy_set_header X-Forwarded-For $remote_addr;',
  'proxy_set_header X-Forwarded-Proto $scheme;',
  'proxy_set_header X-Request-Id $trace_id;',
  'proxy_set_header Upgrade $websocket;',
  'proxy_set_header Connection $connection_upgrade;',
  'proxy_set_header Accept-Encoding $backend_encoding;',
];

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
