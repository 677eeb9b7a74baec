import type { ConfigLayer, ConfigValue } from './config-fault.ts';

/** The names other programs read, the first that says something; lower case goes first, as with curl. */
const names = {
  'proxy.https': ['https_proxy', 'HTTPS_PROXY'],
  'proxy.http': ['http_proxy', 'HTTP_PROXY'],
  'proxy.except': ['no_proxy', 'NO_PROXY'],
};

/** The proxies every program of the host is told of; knobs of our own go before them. */
export function readProxyLayer(environment: Readonly<Record<string, string | undefined>>): ConfigLayer {
  const values = new Map<string, ConfigValue>();
  for (const [key, spellings] of Object.entries(names)) {
    const name = spellings.find((spelling) => environment[spelling]);
    const text = name && environment[name]?.trim();
    if (!text) continue;
    const value = key === 'proxy.except' ? text.split(/[,\s]+/).filter(Boolean) : withScheme(text);
    values.set(key, { value, source: `environment ${name}` });
  }
  return { values, faults: [] };
}

const withScheme = (text: string): string =>
  /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
