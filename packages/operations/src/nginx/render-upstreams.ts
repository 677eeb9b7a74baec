import { block } from './block.ts';
import type { NginxSettings } from './nginx-settings.ts';

/** Replicas are every address of a name, read again each second. */
export function renderUpstreams({ backend, frontend, resolver }: NginxSettings): string {
  return [
    `resolver ${resolver} valid=1s ipv6=off;`,
    'resolver_timeout 2s;',
    '',
    replicas('backend', backend),
    replicas('frontend', frontend),
    '',
    '# A request that changes something is never sent twice; an answer, also a 503, is an answer and not a dead replica.',
    'proxy_next_upstream error timeout;',
    'proxy_next_upstream_tries 3;',
    'proxy_next_upstream_timeout 15s;',
    'proxy_http_version 1.1;',
    '# A stopped container answers nothing at all until its address has left the DNS.',
    'proxy_connect_timeout 500ms;',
    '# A slow client slows its reply down; no file in memory takes the rest.',
    'proxy_max_temp_file_size 0;',
  ].join('\n');
}

const replicas = (name: string, address: string) =>
  block(
    `upstream ${name}`,
    `zone ${name} 256k;`,
    `server ${address} resolve max_fails=1 fail_timeout=5s;`,
    '# When every replica has failed, they are asked all the same: a shared engine that is slow must not empty the list.',
    `server ${address} resolve max_fails=0 backup;`,
    'keepalive 64;',
    'keepalive_requests 100000;',
    '# Shorter than the server keeps an idle connection, so that it is never closed under a request.',
    'keepalive_timeout 30s;',
  );
