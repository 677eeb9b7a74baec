import { isIPv6 } from 'node:net';

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const groups = 8;
const groupsOfNetwork = 4;

/**
 * Whom an address stands for when attempts are counted: itself, or of version 6 its network of 64 bits, since whoever has one of its
 * addresses has all of them. `none` for no address.
 */
export function addressKeyOf(address: string | null): string {
  if (address === null) return 'none';
  const version4 = mapped.exec(address)?.[1];
  if (version4) return version4;
  if (!isIPv6(address)) return address;
  const [plain = ''] = address.split('%');
  const [front = '', back] = plain.split('::').map((part) => part.toLowerCase());
  const left = front === '' ? [] : front.split(':');
  const right = back ? back.split(':') : [];
  const filled = back === undefined ? [] : Array<string>(groups - left.length - right.length).fill('0');
  const network = [...left, ...filled, ...right].slice(0, groupsOfNetwork);
  return `${network.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
