import { isIP } from 'node:net';
import { inUrl } from '../deploy/settings/address.ts';
import { block } from './block.ts';
import type { NginxSettings } from './nginx-settings.ts';

type Names = Pick<NginxSettings, 'hosts' | 'tls'>;

/** Whether people may come by any address of this machine: a client that opens an address names no server in its handshake. */
export const isOpenedByAddress = ({ hosts, tls }: Names): boolean =>
  tls === 'self-signed' || hosts.some((host) => isIP(host) > 0);

/** What may stand in `Host`: the names of the deployment, and where people come by address every address, and this machine itself. */
export const serverNames = (settings: Names): string =>
  [
    ...settings.hosts.map(inUrl),
    ...(isOpenedByAddress(settings)
      ? [...(settings.hosts.includes('localhost') ? [] : ['localhost']), '~^[0-9.]+$', '~^\\[[0-9a-f:.]+]$']
      : []),
  ].join(' ');

/** For whoever asks for a name that is not ours, as a page does whose author points a name of his own at this address. */
export const otherNames = block(
  'location /',
  'default_type text/plain;',
  'return 421 "this name is not served here\\n";',
);
