import { isIP } from 'node:net';

const label = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i;

/** A DNS name or an address, without scheme, port or path. An all-numeric last label would be an address mistyped. */
export function isHost(text: string): boolean {
  if (isIP(text) !== 0) return true;
  const labels = text.split('.');
  return text.length <= 253 && labels.every((part) => label.test(part)) && !/^\d+$/.test(labels.at(-1) ?? '');
}

/** An address, or a network such as 10.0.0.0/8. */
export function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

export const isEmail = (text: string): boolean => {
  const [user = '', host = '', ...more] = text.split('@');
  return /^[\w.+-]{1,64}$/.test(user) && host.includes('.') && isHost(host) && more.length === 0;
};

/** A host as it stands in an address: IPv6 in brackets. */
export const inUrl = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/** `https://host[:port]`: brackets for IPv6, no port when it is the one of https. */
export const publicUrlOf = (host: string, httpsPort: number): string =>
  `https://${inUrl(host)}${httpsPort === 443 ? '' : `:${httpsPort}`}`;
