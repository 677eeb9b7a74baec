import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { type Check, type Finding, fault, ok, warning } from './check.ts';

interface DnsFacts {
  readonly host: string;
  readonly isAcme: boolean;
  /** Addresses the name has; empty when it has none. */
  readonly resolved: readonly string[];
  readonly local: readonly string[];
}

export function judgeDns({ host, isAcme, resolved, local }: DnsFacts): Finding {
  const here = resolved.filter((address) => local.includes(address));
  if (here.length > 0) return ok(`${host} is this machine (${here.join(', ')})`);
  if (resolved.length === 0)
    return (isAcme ? fault : warning)(
      `${host} has no address in the DNS`,
      isAcme
        ? 'add an A or AAAA record; no certificate is issued without one'
        : 'add a record, or a line in the hosts file of each device',
    );
  return warning(
    `${host} is ${resolved.join(', ')}, which is no address of this machine`,
    'right behind NAT or a load balancer that forwards both ports here; otherwise correct the record',
  );
}

export const dnsCheck: Check = {
  name: 'name',
  run: async ({ settings }) => {
    const host = settings.PUBLIC_HOST;
    const isAddress = isIP(host) !== 0;
    const found = isAddress ? [{ address: host }] : await lookup(host, { all: true }).catch(() => []);
    const local = Object.values(networkInterfaces()).flatMap((list) =>
      (list ?? []).map(({ address }) => address),
    );
    const resolved = found.map(({ address }) => address);
    return [judgeDns({ host, isAcme: settings.TLS_MODE === 'acme', resolved, local })];
  },
};
