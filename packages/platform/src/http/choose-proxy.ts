import { BlockList, isIP } from 'node:net';
import type { Secret } from '@sagacity/kernel';

export interface ProxySettings {
  /** `http://[user:password@]host:port`; null: requests of that scheme go straight out. */
  readonly https: URL | null;
  readonly http: URL | null;
  /** `example.com` and all below it, `10.0.0.0/8`, `host:8080`, or `*`: what goes straight out all the same. */
  readonly except: readonly string[];
}

/** As the configuration has them. */
export const proxiesOf = (config: {
  readonly https: Secret | null;
  readonly http: Secret | null;
  readonly except: readonly string[] | null;
}): ProxySettings => ({
  https: config.https && new URL(config.https.reveal()),
  http: config.http && new URL(config.http.reveal()),
  except: config.except ?? [],
});

export const noProxy: ProxySettings = { https: null, http: null, except: [] };

const defaultPorts: Record<string, string> = { 'https:': '443', 'http:': '80' };
const thisMachine = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/;

/** The proxy a request to `url` goes through, by the rules of `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`; null: none. */
export function chooseProxy(url: URL, { https, http, except }: ProxySettings): URL | null {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (thisMachine.test(host) || except.some((entry) => covers(entry, host, url))) return null;
  return url.protocol === 'https:' ? https : http;
}

function covers(entry: string, host: string, url: URL): boolean {
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(host, entry);
  if (isIP(entry)) return host === entry;
  const [name = '', port] = entry.split(':');
  if (port !== undefined && port !== (url.port || defaultPorts[url.protocol])) return false;
  const suffix = name.toLowerCase().replace(/^\*?\./, '');
  return suffix !== '' && (host === suffix || host.endsWith(`.${suffix}`));
}

function isInRange(host: string, range: string): boolean {
  const [network = '', bits = ''] = range.split('/');
  const family = isIP(network);
  if (
    family === 0 ||
    isIP(host) !== family ||
    !/^\d{1,3}$/.test(bits) ||
    Number(bits) > (family === 4 ? 32 : 128)
  )
    return false;
  const list = new BlockList();
  list.addSubnet(network, Number(bits), family === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
