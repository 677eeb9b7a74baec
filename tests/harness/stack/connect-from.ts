import { connectProbe } from '../connect-probe.ts';
import { docker } from './docker.ts';

/** What a container that is on `network` only finds at each `host:port`: `open`, `no answer` or an error code. */
export async function connectFrom(
  network: string,
  targets: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const image = 'tradingagents-backend:0.1.0';
  const command = ['run', '--rm', '--network', network, '--entrypoint', 'node', image, '-e', connectProbe];
  return JSON.parse(await docker([...command, ...targets]));
}
