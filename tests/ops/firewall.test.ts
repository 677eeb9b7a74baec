import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Machine, openMachine } from '../harness/open-machine.ts';
import { temporaryDirectory } from '../harness/start-app.ts';

const main = new URL('../../apps/cli/src/main.ts', import.meta.url).pathname;
const canRun =
  process.getuid?.() === 0 && ['ip', 'nft'].every((name) => spawnSync(name, ['-V']).status === 0);
if (process.env.CI && !canRun) throw new Error('CI runs this as root with the programs ip and nft');

const host = '10.213.78.1';
const client = '10.213.78.2';
const container = '172.30.78.2';
const at = (address: string, ...ports: readonly number[]) => ports.map((port) => `${address}:${port}`);

/** Prints how many of so many connections were open at once; those that are dropped are waited for two seconds. */
const holdMany = `
const { connect } = require('node:net');
const [host, port, count] = process.argv.slice(1);
let open = 0;
for (let at = 0; at < Number(count); at++)
  connect({ host, port: Number(port), allowHalfOpen: true }).resume().on('connect', () => open++).on('error', () => {});
setTimeout(() => { console.log(open); process.exit(); }, 2_000);
`;

/** As Docker does: three ports of the host lead to a container, one of them by mistake; containers get out under the host's address. */
const published = `table ip published {
  chain in {
    type nat hook prerouting priority dstnat;
    iifname "uplink" tcp dport 80 dnat to ${container}:8080
    iifname "uplink" tcp dport 443 dnat to ${container}:8443
    iifname "uplink" tcp dport 6379 dnat to ${container}:6379
  }
  chain out {
    type nat hook postrouting priority srcnat;
    ip saddr 172.30.78.0/24 masquerade
  }
}`;

describe.skipIf(!canRun)('deploy firewall --apply (needs root, ip and nft)', () => {
  const directory = temporaryDirectory('firewall');
  let server: Machine;
  let outside: Machine;
  let inside: Machine;

  beforeAll(async () => {
    [server, outside, inside] = [
      await openMachine('server'),
      await openMachine('outside'),
      await openMachine('inside'),
    ];
    await server.ip(
      `link add uplink type veth peer name uplink netns ${outside.name}`,
      `address add ${host}/30 dev uplink`,
      'link set uplink up',
      'link add br-app type bridge',
      'address add 172.30.78.1/24 dev br-app',
      'link set br-app up',
      `link add port type veth peer name eth0 netns ${inside.name}`,
      'link set port master br-app',
      'link set port up',
    );
    await outside.ip(
      `address add ${client}/30 dev uplink`,
      'link set uplink up',
      `route add 172.30.78.0/24 via ${host}`,
    );
    await inside.ip(
      `address add ${container}/24 dev eth0`,
      'link set eth0 up',
      'route add default via 172.30.78.1',
    );
    await server.run('sysctl', '-qw', 'net.ipv4.ip_forward=1');
    await server.run('nft', published);
    await Promise.all([server.listen(22, 8000), inside.listen(8080, 8443, 6379), outside.listen(9000)]);
    await deploy('init', '--yes');
  });
  afterAll(async () => {
    await Promise.all([server, outside, inside].map((machine) => machine?.close()));
    directory.remove();
  });

  const deploy = (...words: readonly string[]) =>
    server.run(process.execPath, main, 'deploy', ...words, '--dir', directory.path);
  const openFromOutside = async () => {
    const found = await outside.connect(...at(host, 22, 80, 443, 6379, 8000), ...at(container, 6379, 8443));
    return Object.keys(found).filter((target) => found[target] === 'open');
  };

  it('closes all but SSH, HTTP and HTTPS, also what Docker published, and leaves Docker’s rules alone', async () => {
    expect(await openFromOutside()).toHaveLength(7);
    expect(await deploy('firewall', '--apply')).toContain('applied');
    expect(await openFromOutside()).toEqual(at(host, 22, 80, 443));
    expect(await server.run('nft', 'list', 'tables')).toBe('table ip published\ntable inet sagacity\n');
  });

  it('lets one address hold its share of connections to HTTP, and no more', async () => {
    const held = await outside.run(process.execPath, '-e', holdMany, host, '80', '100');
    expect(Number(held)).toBe(64);
  });

  it('lets containers out, and to no more of the host than anybody', async () => {
    expect(await inside.connect(...at(client, 9000), ...at('172.30.78.1', 22, 8000))).toEqual({
      [`${client}:9000`]: 'open',
      '172.30.78.1:22': 'open',
      '172.30.78.1:8000': 'no answer',
    });
  });

  it('is replaced by other rules, of which no line of the old is left', async () => {
    await deploy('firewall', '--apply', '--allow-from', '192.0.2.0/24');
    expect(await openFromOutside()).toEqual(at(host, 22));
    await deploy('firewall', '--apply', '--allow-from', '10.213.78.0/30', '--ssh-port', '2222');
    expect(await openFromOutside()).toEqual(at(host, 80, 443));
  });

  it('is undone by the command it names', async () => {
    await server.run('nft', 'delete', 'table', 'inet', 'sagacity');
    expect(await openFromOutside()).toHaveLength(7);
  });
});
