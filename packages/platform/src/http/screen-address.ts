import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '@sagacity/kernel';
import { chooseProxy, noProxy, type ProxySettings } from './choose-proxy.ts';
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
  /** What the configuration says of proxies; none by default. */
  readonly proxies?: ProxySettings;
}

/** How a screened URL is reached. */
export interface Way {
  /** The only addresses to connect to, unless there is a proxy, which resolves the name itself. */
  readonly addresses: readonly ResolvedAddress[];
  readonly proxy: URL | null;
}

const resolveAll: Resolve = (host) => dnsLookup(host, { all: true, verbatim: true });

/** Names of networks that are not the Internet, and names of one word. */
const privateName = /^[^.]+\.?$|\.(local|localhost|internal|intranet|lan|home|corp|private|home\.arpa)\.?$/i;

/**
 * The way to a URL, for the caller to take without resolving again. Throws ADDRESS_REFUSED when the URL is not http(s), carries
 * credentials, has a name of a private network, or any of its addresses is not public; UPSTREAM_FAILED when the name does not resolve. Behind a proxy, hosts often
 * resolve no public name: there any other name passes.
 */
export async function screenAddress(url: URL, options: ScreenOptions): Promise<Way> {
  const { allowPrivate, resolve = resolveAll, proxies = noProxy } = options;
  const refuse = (why: string) =>
    new AppError('ADDRESS_REFUSED', `${url.host}: ${why}`, { host: url.hostname });
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refuse('only http and https are allowed');
  if (url.username || url.password) throw refuse('an address must not carry a user name or password');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  const refusePrivate = () =>
    refuse('the address is private or local; set llm.allowPrivateAddresses to allow it for model vendors');
  // By name first: what a name of this kind resolves to here, or that it does not, says nothing of later.
  if (!family && !allowPrivate && privateName.test(host)) throw refusePrivate();
  const proxy = chooseProxy(url, proxies);
  const addresses = family
    ? [{ address: host, family }]
    : await resolveName(host, resolve).catch((error: unknown) => {
        if (!proxy) throw error;
        return [];
      });
  if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address))) throw refusePrivate();
  return { addresses, proxy };
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
