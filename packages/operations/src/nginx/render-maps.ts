import { contentPolicy } from '@sagacity/contracts/security-headers';
import { block } from './block.ts';
import type { NginxSettings } from './nginx-settings.ts';
import { outcomeMap } from './render-second-try.ts';

/** The API's `Cache-Control`, in place of whatever the backend says. */
const neverCached = 'no-store, no-cache, must-revalidate, proxy-revalidate, max-age=0';

/** Not for a self-signed certificate: whoever does not trust its next CA yet could not get past the warning. */
const strictTransport = [
  '# A browser that has seen this insists on HTTPS for the name: not for localhost, which other programs share, nor an address.',
  block(
    'map $host $strict_transport',
    'default max-age=63072000;',
    'localhost "";',
    '"~^[0-9.]+$" "";',
    '~: "";',
  ),
].join('\n');

/** Variables that decide what goes to the backend and what comes back, so that headers are set once for every location. */
export function renderMaps({ tls }: Pick<NginxSettings, 'tls'>): string {
  return [
    '# An id the client sent is kept when it is a plain name, as the server does.',
    block(
      'map $http_x_request_id $trace_id',
      'default req_$request_id;',
      '"~^[A-Za-z0-9_.-]{8,64}$" $http_x_request_id;',
    ),
    '# Of all upgrades only the one to WebSocket is passed on; connections to replicas are kept otherwise.',
    block('map $http_upgrade $websocket', 'default "";', '~*^websocket$ websocket;'),
    block('map $http_upgrade $connection_upgrade', 'default "";', '~*^websocket$ upgrade;'),
    block(
      'map $http_authorization $token_shape',
      'default "";',
      String.raw`"~^Bearer [\w-]+\.[\w-]+\.[\w-]+$" token;`,
    ),
    '# What makes somebody no stranger: a token, or where a socket begins, which cannot bring one, a ticket.',
    block(
      'map "$uri $http_sec_websocket_protocol" $ticket_shape',
      'default "";',
      String.raw`"~^/api/ws (.*[ ,])?ticket\.[\w.-]+" ticket;`,
    ),
    block('map $token_shape$ticket_shape $shown', 'default 1;', '"" "";'),
    '# A body makes a write of anything.',
    block(
      'map "$token_shape $request_method $http_content_length$http_transfer_encoding" $passed_as',
      'default stranger;',
      '"~ (GET|HEAD) 0?$" read;',
      '"~^token " write;',
    ),
    block('map "$request_method $websocket" $asks_for_socket', 'default "";', '"GET websocket" 1;'),
    block('map $http_content_length$http_transfer_encoding $has_body', 'default 1;', '"" 0;', '0 0;'),
    block('map $http_range $many_ranges', 'default "";', '"~^[^,]*(,[^,]*){5}" 1;'),
    '# Replies of the API are compressed here and not by the backend; pages come compressed from the frontend.',
    block('map $uri $backend_encoding', 'default $http_accept_encoding;', '~^/api/ "";'),
    block(
      'map $uri $cache_control',
      'default $upstream_http_cache_control;',
      `"~^/(api/|health$)" "${neverCached}";`,
    ),
    ...(tls === 'self-signed' ? [] : [strictTransport]),
    '# A page that brings a policy of its own (the API reference) keeps it.',
    block(
      'map $upstream_http_content_security_policy $content_policy',
      'default "";',
      `"" "${contentPolicy}";`,
    ),
    outcomeMap,
    "# For refusals made here; the backend's own say themselves how long to wait.",
    block(
      'map "$status $upstream_status|$outcome" $retry_after',
      'default "";',
      '"429 |" 5;',
      String.raw`"~^503 (.*[,:] )?50[24]\|$" 2;`,
    ),
  ].join('\n');
}
