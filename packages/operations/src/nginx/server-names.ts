import { isIP } from 'node:net';
import type { NginxSettings } from './nginx-settings.ts';

/** `_`, every name, for a self-signed certificate (people on the LAN come by address) and for an address: a client that opens one names no server. */
export const serverNames = ({ hosts, tls }: Pick<NginxSettings, 'hosts' | 'tls'>): string =>
  tls === 'self-signed' || hosts.some((host) => isIP(host) > 0) ? '_' : hosts.join(' ');
