import { block } from './block.ts';
import type { NginxSettings } from './nginx-settings.ts';

/** Rates and connections per client address, and whose word about that address is believed. */
export function renderLimits({
  signInsPerMinute,
  connectionsPerAddress,
  trustedProxies,
}: NginxSettings): string {
  const believed = trustedProxies.map((proxy) => `set_real_ip_from ${proxy};`);
  const realAddress = [
    '# Proxies in front: the client is the entry that the outermost one added.',
    ...believed,
  ];
  return [
    '# Signing out shares the path of signing in: only POST counts.',
    block('map $request_method $sign_in_address', 'POST $binary_remote_addr;', 'default "";'),
    `limit_req_zone $sign_in_address zone=sign_in:10m rate=${signInsPerMinute}r/m;`,
    'limit_req_zone $sign_in_address zone=refresh:10m rate=5r/s;',
    'limit_conn_zone $binary_remote_addr zone=addresses:10m;',
    'limit_req_status 429;',
    'limit_conn_status 429;',
    `limit_conn addresses ${connectionsPerAddress};`,
    ...(believed.length > 0
      ? [...realAddress, 'real_ip_header X-Forwarded-For;', 'real_ip_recursive on;']
      : []),
  ].join('\n');
}
