import { block } from './block.ts';
import type { NginxSettings } from './nginx-settings.ts';

/** One `limit_conn` in a location drops those of the server around it: it says these again. */
export const strangerShares = ({
  strangersPerAddress,
  strangersInAll,
}: Pick<NginxSettings, 'strangersPerAddress' | 'strangersInAll'>): string[] => [
  `limit_conn strangers ${strangersPerAddress};`,
  `limit_conn all_strangers ${strangersInAll};`,
];

/** Rates and requests in flight per client address, and whose word about that address is believed. */
export function renderLimits({
  signInsPerMinute,
  requestsPerAddress,
  requestsInAll,
  strangersPerAddress,
  strangersInAll,
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
    `limit_req_zone $sign_in_address zone=sign_in:4m rate=${signInsPerMinute}r/m;`,
    'limit_req_zone $sign_in_address zone=refresh:4m rate=5r/s;',
    'limit_req_zone $binary_remote_addr zone=refused:4m rate=10r/s;',
    '# Requests in flight, each stream of HTTP/2 being one. Sockets stay open and are counted apart.',
    'limit_conn_zone $binary_remote_addr zone=addresses:4m;',
    'limit_conn_zone $binary_remote_addr zone=sockets:4m;',
    'limit_conn_zone $server_port zone=all:64k;',
    '# Whoever brings nothing like a token shares what is left by those who do, whose tokens the backend judges before their bodies.',
    block('map $shown $stranger', 'default "";', '"" $binary_remote_addr;'),
    block('map $shown $any_stranger', 'default "";', '"" all;'),
    'limit_conn_zone $stranger zone=strangers:4m;',
    'limit_conn_zone $any_stranger zone=all_strangers:64k;',
    'limit_req_status 429;',
    'limit_conn_status 429;',
    `limit_conn addresses ${requestsPerAddress};`,
    `limit_conn all ${requestsInAll};`,
    ...strangerShares({ strangersPerAddress, strangersInAll }),
    ...(believed.length > 0
      ? [...realAddress, 'real_ip_header X-Forwarded-For;', 'real_ip_recursive on;']
      : []),
  ].join('\n');
}
