import { block } from './block.ts';
import type { NginxSettings } from './nginx-settings.ts';
import { renderHttpServers } from './render-http-servers.ts';
import { renderHttpsServers } from './render-https-servers.ts';
import { renderLimits } from './render-limits.ts';
import { renderLog } from './render-log.ts';
import { renderMaps } from './render-maps.ts';
import { renderTls } from './render-tls.ts';
import { renderUpstreams } from './render-upstreams.ts';

export { defaultNginxSettings, type NginxSettings } from './nginx-settings.ts';

const head = ({
  workers,
}: NginxSettings) => `# Written by the program (packages/operations/src/nginx): change the settings of the deployment, not this file.
# Needs nginx 1.28, as user 101 with a read-only root and a writable /tmp.
pid /tmp/nginx.pid;
error_log /dev/stderr warn;
worker_processes ${workers};
worker_rlimit_nofile 16384;
# Workers of an earlier configuration keep their WebSockets this long.
worker_shutdown_timeout 1h;`;

const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
  .map((kind) => `${kind}_temp_path /tmp/nginx_${kind};`)
  .join('\n');

const transport = `default_type application/octet-stream;
server_tokens off;
sendfile on;
tcp_nopush on;
# HTTP/2 clients are sent away after this many requests of a connection.
keepalive_requests 100000;
keepalive_timeout 65s;
# Idle connections of workers that are ending get time to be used or closed by the client: no resets on a reload.
keepalive_min_timeout 10s;
# For all of the header, and for each piece of a body or an answer.
client_header_timeout 5s;
client_body_timeout 10s;
send_timeout 20s;
# What still comes after a refusal is not listened to for long.
lingering_time 3s;
lingering_timeout 2s;
max_ranges 1;
reset_timedout_connection on;
large_client_header_buffers 2 8k;
client_body_buffer_size 16k;

gzip on;
gzip_vary on;
gzip_proxied any;
gzip_comp_level 5;
gzip_buffers 4 4k;
gzip_min_length 1024;
gzip_types application/javascript application/json application/manifest+json image/svg+xml text/css text/javascript text/markdown text/plain;`;

/** The whole `nginx.conf` of the edge for these settings. Pure: the same settings give the same text. */
export function renderNginx(settings: NginxSettings): string {
  const http = [
    temporary,
    transport,
    renderLog(),
    renderMaps(settings),
    renderLimits(settings),
    renderUpstreams(settings),
    renderTls(settings),
    renderHttpServers(settings),
    renderHttpsServers(settings),
  ];
  return `${head(settings)}\n\n${block('events', '# A WebSocket takes two, one to each side.', 'worker_connections 4096;')}\n\n${block('http', http.join('\n\n'))}\n`;
}
