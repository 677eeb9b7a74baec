import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '@sagacity/kernel';
import { isPublicAddress } from './is-public-address.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

export interface ScreenOptions {
  /** Accept addresses that are not public, as the configuration allows for model vendors. */
  readonly allowPrivate: boolean;
  readonly resolve?: Resolve;
}

const resolveAll: Resolve = (host) => dnsLookup(host, { all: true, verbatim: true });

/**
 * The addresses behind a URL, for the caller to connect to without resolving again. Throws ADDRESS_REFUSED when the URL is not
 * http(s), carries credentials, or any of its addresses is not public; UPSTREAM_FAILED when the name does not resolve.
 */
export async function screenAddress(
  url: URL,
  { allowPrivate, resolve = resolveAll }: ScreenOptions,
): Promise<readonly ResolvedAddress[]> {
  const refuse = (why: string) =>
    new AppError('ADDRESS_REFUSED', `${url.host}: ${why}`, { host: url.hostname });
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('only http and https are allowed');
  if (url.username || url.password) throw refuse('an address must not carry a user name or password');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  const addresses = family ? [{ address: host, family }] : await resolveName(host, resolve);
  if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
    throw refuse(
      'the address is private or local; set llm.allowPrivateAddresses to allow it for model vendors',
    );
  return addresses;
}

async function resolveName(host: string, resolve: Resolve): Promise<readonly ResolvedAddress[]> {
  try {
    const found = await resolve(host);
    if (found.length > 0) return found;
  } catch (error) {
    throw new AppError('UPSTREAM_FAILED', `${host}: the name cannot be resolved`, { host }, error);
  }
  throw new AppError('UPSTREAM_FAILED', `${host}: the name has no address`, { host });
}
