import type { NginxSettings } from './nginx-settings.ts';

/** `Host` with the port as published, so that the server can compare it with the origin of a page. */
export const requestHeaders = ({ httpsPort }: NginxSettings): string[] => [
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
