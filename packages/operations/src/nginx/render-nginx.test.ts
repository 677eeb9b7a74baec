import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newConnections } from '../firewall/render-nftables.ts';
import { defaultNginxSettings, type NginxSettings, renderNginx } from './render-nginx.ts';

const render = (changes: Partial<NginxSettings> = {}) => renderNginx({ ...defaultNginxSettings, ...changes });
/** The lines from the first that contains `start` to the first after it that is `end`, without indentation. */
function part(text: string, start: string, end = '}'): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  const from = lines.findIndex((line) => line.includes(start));
  return lines.slice(from, lines.indexOf(end, from) + 1);
}
const owned = { hosts: ['stocks.example.org', 'www.example.org'], tls: 'acme' } as const;

describe('the configuration of the edge', () => {
  it('is, for the default settings, the committed file', () => {
    const committed = readFileSync(new URL('../../../../nginx/nginx.conf', import.meta.url), 'utf8');
    expect(render()).toBe(committed);
  });

  it('has every replica as an upstream server and leaves a dead one at once', () => {
    const text = render({ backend: 'api.internal:9000', resolver: '10.0.0.2' });
    expect(part(text, 'upstream backend')).toEqual([
      'upstream backend {',
      'zone backend 256k;',
      'server api.internal:9000 resolve max_fails=1 fail_timeout=5s;',
      '# When every replica has failed, they are asked all the same: a shared engine that is slow must not empty the list.',
      'server api.internal:9000 resolve max_fails=0 backup;',
      'keepalive 64;',
      'keepalive_requests 100000;',
      '# Shorter than the server keeps an idle connection, so that it is never closed under a request.',
      'keepalive_timeout 30s;',
      '}',
    ]);
    expect(text).toContain('resolver 10.0.0.2 valid=1s ipv6=off;');
    expect(text).not.toContain('non_idempotent');
    expect(text).not.toContain('http_503');
  });

  it('waits five seconds for a header, so that the firewall keeps eight addresses below all connections', () => {
    const text = render();
    expect(text.match(/client_header_timeout .*/g)).toEqual(['client_header_timeout 5s;']);
    const heldPerAddress = newConnections.burst + 5 * newConnections.perSecond;
    expect(8 * heldPerAddress).toBeLessThan(Number(/worker_connections (\d+)/.exec(text)?.[1]));
  });

  it('refuses more than five ranges of a file', () => {
    const text = render();
    const site = text.slice(text.indexOf('location /api/ {'));
    expect(part(site, 'location / {')).toContain('if ($many_ranges) { return 416; }');
    const ranges = (count: number) => `bytes=${Array(count).fill('0-3').join(',')}`;
    const pattern = new RegExp(
      /"~(.*)" 1;/.exec(part(text, 'map $http_range $many_ranges').join(' '))?.[1] ?? '$^',
    );
    expect([1, 5, 6, 800].map((count) => pattern.test(ranges(count)))).toEqual([false, false, true, true]);
  });

  it('upgrades and keeps a WebSocket for an hour of silence', () => {
    expect(part(render(), 'location = /api/ws {')).toEqual([
      'location = /api/ws {',
      'if ($asks_for_socket = "") { return 404; }',
      'if ($has_body) { return 413; }',
      'proxy_request_buffering off;',
      'limit_conn strangers 96;',
      'limit_conn all_strangers 1056;',
      'limit_conn sockets 1100;',
      'proxy_connect_timeout 120s;',
      'proxy_send_timeout 3600s;',
      'proxy_read_timeout 3600s;',
      'proxy_pass http://backend;',
      '}',
    ]);
  });

  it('limits sign-in requests and the size of an import as set', () => {
    const text = render({ signInsPerMinute: 6, bodyMb: 8, requestsPerAddress: 50, socketsPerAddress: 70 });
    expect(text).toContain('limit_req_zone $sign_in_address zone=sign_in:4m rate=6r/m;');
    expect(text).toContain('limit_conn addresses 50;');
    expect(text).toContain('limit_conn sockets 70;');
    expect(part(text, 'location = /api/instruments/import')).toContain('client_max_body_size 8m;');
  });

  it('leaves a replica that does not answer a read in 10 s, and gives a change two minutes', () => {
    const text = render();
    expect(part(text, 'location @read')).toContain('proxy_read_timeout 10s;');
    expect(part(text, 'location @write').filter((line) => line.includes('read_timeout'))).toEqual([]);
    expect(text).toContain('        proxy_read_timeout 120s;');
  });

  it('passes an import on as it comes, so that nobody without a token fills the memory', () => {
    expect(part(render(), 'location = /api/instruments/import')).toContain('proxy_request_buffering off;');
  });

  it('has as many workers as the processors it may use', () => {
    expect(render({ workers: 3 })).toContain('\nworker_processes 3;\n');
  });

  it('has browsers insist on HTTPS only with a certificate that they trust without being told to', () => {
    expect(render()).not.toContain('$strict_transport');
    expect(render(owned)).toContain('add_header Strict-Transport-Security $strict_transport always;');
    expect(render(owned)).toContain('default max-age=63072000;');
  });

  it('redirects to the port as published and tells the server of it', () => {
    const text = render({ httpsPort: 8443 });
    expect(text).toContain('return 308 https://$host:8443$request_uri;');
    expect(text).toContain('proxy_set_header Host $host:8443;');
  });

  it('looks up once more in the list of replicas what was not done', () => {
    expect(render()).toContain(
      '        recursive_error_pages on;\n        error_page 502 504 = @second_try;\n',
    );
    expect(render()).toContain(
      [
        '        location @second_try {',
        '            error_page 502 504 = @no_answer;',
        '            if ($outcome) { return 502; }',
        '            proxy_pass http://backend;',
        '        }',
      ].join('\n'),
    );
  });

  it('has a body awaited for nobody whose token the backend does not know', () => {
    const text = render();
    expect(part(text, 'location @write {')).toEqual(
      expect.arrayContaining(['auth_request /token;', 'error_page 401 403 500 = @stranger;']),
    );
    for (const location of [
      '@stranger',
      '= /api/session',
      '= /api/session/refresh',
      '= /api/instruments/import',
    ])
      expect(part(text, `location ${location} {`), location).toContain('proxy_request_buffering off;');
    const site = text.slice(text.indexOf('location /api/ {'));
    for (const location of ['@read', '~ ^/api/instruments/', '= /api/ws', '= /health', '/'])
      expect(part(site, `location ${location} {`), location).toContain('if ($has_body) { return 413; }');
  });

  it('leaves room for one more address when ten take all they may', () => {
    const { requestsPerAddress, requestsInAll, strangersPerAddress, strangersInAll } = defaultNginxSettings;
    expect(11 * requestsPerAddress).toBeLessThanOrEqual(requestsInAll);
    expect(11 * strangersPerAddress).toBeLessThanOrEqual(strangersInAll);
    expect(requestsInAll - strangersInAll).toBeGreaterThanOrEqual(requestsPerAddress);
  });

  it('answers its own name, this machine and any address when people come by address, and no other name', () => {
    const known = (text: string) => text.match(/server_name [^_].*/g);
    const anyAddress = '~^[0-9.]+$ ~^\\[[0-9a-f:.]+]$;';
    const own = `server_name 192.168.1.5 localhost ${anyAddress}`;
    expect(known(render({ tls: 'own', hosts: ['192.168.1.5'] }))).toEqual([own, own]);
    expect(known(render())).toEqual(Array(2).fill(`server_name localhost ${anyAddress}`));
    for (const text of [render(), render({ tls: 'own', hosts: ['192.168.1.5'] })]) {
      expect(text).not.toContain('ssl_reject_handshake');
      expect(text).toContain('return 444;');
      expect(text).toContain('return 421 "');
    }
  });

  it('refuses other names than its own with a certificate for these', () => {
    const text = render(owned);
    expect(text.match(/server_name .*/g)).toEqual([
      'server_name _;',
      'server_name stocks.example.org www.example.org;',
      'server_name _;',
      'server_name stocks.example.org www.example.org;',
    ]);
    expect(text).toContain('return 444;');
    expect(text).toContain('ssl_reject_handshake on;');
  });

  it('offers the CA only when there is one to trust, on both ports', () => {
    expect(render().match(/location = \/ca\.crt/g)).toHaveLength(2);
    expect(render(owned)).not.toContain('ca.crt');
  });

  it('believes a client address only from proxies it was told of', () => {
    expect(render()).not.toContain('real_ip');
    const text = render({ trustedProxies: ['10.1.0.0/16', '10.2.0.1'] });
    expect(text).toContain('set_real_ip_from 10.1.0.0/16;\n    set_real_ip_from 10.2.0.1;');
    expect(text).toContain('real_ip_header X-Forwarded-For;\n    real_ip_recursive on;');
  });

  it('staples only for a certificate that names a responder', () => {
    expect(render()).not.toContain('ssl_stapling');
    expect(render({ ...owned, tls: 'own', staple: true })).toContain('ssl_stapling on;');
  });
});
