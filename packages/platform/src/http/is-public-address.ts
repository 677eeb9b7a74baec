import { BlockList, isIP } from 'node:net';

/** IANA special-purpose registries (RFC 6890 and later): nothing in here is a public host. */
const notPublicV4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  // A cloud's host as its guests see it: public by number, not by reach.
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** Of IPv6 only global unicast (2000::/3) is public, less these; 64:ff9b::/96 and 2002::/16 carry an IPv4 address. */
const notPublicV6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'];

const blockedV4 = new BlockList();
const blockedV6 = new BlockList();
const globalV6 = new BlockList();
const split = (range: string): [string, number] => {
  const [network = '', bits] = range.split('/');
  return [network, Number(bits)];
};
for (const range of notPublicV4) blockedV4.addSubnet(...split(range), 'ipv4');
for (const range of notPublicV6) blockedV6.addSubnet(...split(range), 'ipv6');
globalV6.addSubnet('2000::', 3, 'ipv6');

/** Whether the IP address is a public unicast one; false for anything that is no address, and for IPv4 inside IPv6. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !blockedV4.check(address, 'ipv4');
  if (family !== 6 || address.includes('%')) return false;
  return globalV6.check(address, 'ipv6') && !blockedV6.check(address, 'ipv6');
}
