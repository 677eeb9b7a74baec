import autocannon from 'autocannon';
import { ms, perSecond } from './port.ts';

export interface Load {
  readonly perSecond: number;
  readonly p99Ms: number;
}

const connections = 10;
const seconds = 6;

/** What ten connections get out of an address in six seconds, after one that is not counted. Throws when a reply is not 2xx. */
export async function load(url: string, token?: string): Promise<Load> {
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
  await autocannon({ url, connections, duration: 1, headers });
  const { requests, latency, errors, non2xx } = await autocannon({
    url,
    connections,
    duration: seconds,
    headers,
  });
  if (errors > 0 || non2xx > 0) throw new Error(`${url}: ${errors} errors, ${non2xx} replies not 2xx`);
  return { perSecond: requests.total / seconds, p99Ms: latency.p99 };
}

export const loadText = (load: Load): string => `${perSecond(load.perSecond)}, p99 ${ms(load.p99Ms)}`;
