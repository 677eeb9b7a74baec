import { docker } from './docker.ts';

/** Runs in the container: prints for each `host:port` either `open` or why not. */
const probe = `
const { connect } = require('node:net');
const ask = (target) => new Promise((resolve) => {
  const [host, port] = target.split(':');
  const socket = connect({ host, port: Number(port), timeout: 1500 });
  const end = (found) => { socket.destroy(); resolve([target, found]); };
  socket.once('connect', () => end('open')).once('timeout', () => end('no answer')).once('error', (e) => end(e.code));
});
Promise.all(process.argv.slice(1).map(ask)).then((all) => console.log(JSON.stringify(Object.fromEntries(all))));
`;

/** What a container that is on `network` only finds at each `host:port`: `open`, `no answer` or an error code. */
export async function connectFrom(
  network: string,
  targets: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const image = 'tradingagents-backend:0.1.0';
  const command = ['run', '--rm', '--network', network, '--entrypoint', 'node', image, '-e', probe];
  return JSON.parse(await docker([...command, ...targets]));
}
