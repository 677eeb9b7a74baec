import { api } from '@sagacity/contracts';
import { block } from './block.ts';
import { caDownload } from './ca-download.ts';
import type { NginxSettings } from './nginx-settings.ts';
import { ownHealth } from './own-health.ts';
import { refusalPages } from './render-answers.ts';
import { strangerShares } from './render-limits.ts';
import { requestHeaders } from './request-headers.ts';

const toBackend = 'proxy_pass http://backend;';
/** Longer than a store takes to find a new primary, so that a slow engine is not taken for a hung replica. */
const readLimit = 'proxy_read_timeout 10s;';

/** nginx awaits the end of a body before it passes anything on, and what is read has none; who announces one is refused before it comes. */
const noBody = 'if ($has_body) { return 413; }';
/** Half a body cannot be looked up once more. */
const asItComes = ['proxy_request_buffering off;', ...refusalPages, 'error_page 502 504 = @no_answer;'];

/** What goes where. Headers belong to the server around these: one `add_header` or `proxy_set_header` here would drop all of them. */
export function renderLocations(settings: NginxSettings): string[] {
  return [
    '# The limit of a location cannot follow the method: reads leave a replica that hangs, the rest is given its time.',
    block('location /api/', 'try_files /nothing @$passed_as;'),
    block('location @read', readLimit, noBody, toBackend),
    '# A body is awaited here for nobody whose token the backend does not know: others are passed on as they come, to be refused.',
    block(
      'location @write',
      'auth_request /token;',
      ...refusalPages,
      'error_page 502 504 = @second_try;',
      'error_page 401 403 500 = @stranger;',
      toBackend,
    ),
    block('location @stranger', 'limit_req zone=refused burst=40 nodelay;', ...asItComes, toBackend),
    block(
      'location = /token',
      'internal;',
      'proxy_pass_request_body off;',
      ...requestHeaders(settings),
      'proxy_set_header Content-Length "";',
      readLimit,
      `proxy_pass http://backend${api.me.path};`,
    ),
    '# These ask vendors of data, one after the other. As a plain prefix, nginx would redirect the path without its slash.',
    block(
      `location ~ ^${api.searchInstruments.path}/`,
      noBody,
      'proxy_read_timeout 60s;',
      'proxy_next_upstream_timeout 65s;',
      toBackend,
    ),
    '# Tokens are in these replies: compressed, their length would tell something.',
    block(
      `location = ${api.signIn.path}`,
      'limit_req zone=sign_in burst=10 nodelay;',
      'client_max_body_size 16k;',
      ...asItComes,
      'gzip off;',
      toBackend,
    ),
    block(
      `location = ${api.refresh.path}`,
      'limit_req zone=refresh burst=50 nodelay;',
      'client_max_body_size 16k;',
      'proxy_request_buffering off;',
      'gzip off;',
      toBackend,
    ),
    '# Passed on as it comes, so that the backend sees the token before the file.',
    block(
      `location = ${api.importData.path}`,
      `client_max_body_size ${settings.bodyMb}m;`,
      ...asItComes,
      toBackend,
    ),
    '# The server pings every 25 s; an hour without a byte is a dead line. Only what asks for one gets in.',
    block(
      'location = /api/ws',
      'if ($asks_for_socket = "") { return 404; }',
      noBody,
      'proxy_request_buffering off;',
      ...strangerShares(settings),
      `limit_conn sockets ${settings.socketsPerAddress};`,
      'proxy_connect_timeout 120s;',
      'proxy_send_timeout 3600s;',
      'proxy_read_timeout 3600s;',
      toBackend,
    ),
    block('location = /health', readLimit, noBody, toBackend),
    '# What other programs show at such paths is not for the public, and no page of ours.',
    block(String.raw`location ~ "^/(\.|(metrics|nginx_status|server-status)/?$)"`, 'return 404;'),
    ownHealth,
    ...caDownload(settings),
    block(
      'location /',
      readLimit,
      noBody,
      'if ($many_ranges) { return 416; }',
      ...refusalPages,
      'error_page 502 504 =503 @no_pages;',
      'proxy_pass http://frontend;',
    ),
    block('location @no_pages', 'default_type "text/html; charset=utf-8";', `return 503 '${noPages}';`),
  ];
}

const noPages =
  '<!doctype html><meta charset="utf-8"><title>Sagacity</title><meta http-equiv="refresh" content="5">' +
  '<p lang="zh-CN">服务正在启动，本页面将自动重试。</p><p lang="en">The service is starting; this page tries again by itself.</p>';
