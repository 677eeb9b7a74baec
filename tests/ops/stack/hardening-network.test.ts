import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectFrom } from '../../harness/stack/connect-from.ts';
import { docker, type Inspected, inspect } from '../../harness/stack/docker.ts';
import { type Outside, openOutside } from '../../harness/stack/open-outside.ts';
import { compose, containersOf } from '../../harness/stack/open-stack.ts';
import { record } from '../../harness/stack/record.ts';
import { describeStack, stack } from '../../harness/stack/shared-stack.ts';

const addressIn = ({ NetworkSettings }: Inspected, network: string): string =>
  NetworkSettings.Networks[network]?.IPAddress as string;
/** On any address of this host. */
const publishedBy = ({ NetworkSettings }: Inspected): number[] =>
  Object.values(NetworkSettings.Ports).flatMap(
    (bound) => bound?.map(({ HostPort }) => Number(HostPort)) ?? [],
  );
const servicePorts = [80, 443, 2375, 3000, 6379, 8000, 8080, 8443, 26379, 27017];

/** As `docker compose up` does with other settings in `.env`, or with further compose files. */
const upWith = (services: readonly string[], env: Record<string, string>): Promise<string> =>
  docker(['compose', 'up', '-d', '--no-deps', '--wait', ...services], {
    cwd: stack.directory,
    env: { COMPOSE_PROJECT_NAME: stack.project, ...env },
  });

describeStack('the network around the stack', () => {
  const front = () => `${stack.project}-network`;
  const data = () => `${stack.project}-data`;
  let outside: Outside;
  let containers: Inspected[] = [];
  beforeAll(async () => {
    outside = await openOutside();
    containers = await inspect(...(await compose(stack, 'ps', '--quiet')).split('\n'));
  });
  afterAll(() => outside?.close());

  it('shows another machine two ports of all 65,535 of the host: HTTP and HTTPS', async () => {
    const { hostAddress } = outside;
    const names: Record<number, string> = { [stack.httpPort]: 'HTTP', [stack.httpsPort]: 'HTTPS' };
    const before = (await outside.scan(hostAddress))[hostAddress] ?? [];
    const others = before.filter((port) => !containers.some((one) => publishedBy(one).includes(port)));
    await upWith(['nginx'], { BIND_ADDRESS: '0.0.0.0' });
    try {
      const after = (await outside.scan(hostAddress))[hostAddress] ?? [];
      const opened = after.filter((port) => !others.includes(port));
      record({
        fault: 'all 65,535 TCP ports of the host tried from another machine',
        requests: null,
        events: null,
        repeatedCalls: null,
        recoveryMs: null,
        note: `of the stack ${opened.length} answer: ${opened.map((port) => names[port] ?? port).join(' and ')}`,
        engine: null,
      });
      expect(opened).toEqual([stack.httpPort, stack.httpsPort]);
    } finally {
      await upWith(['nginx'], {});
    }
  });

  it('publishes nothing but those two ports', () => {
    for (const { Name, HostConfig } of containers)
      expect(Object.keys(HostConfig.PortBindings ?? {}), Name).toEqual(
        Name === `/${stack.project}-nginx-1` ? ['8080/tcp', '8443/tcp'] : [],
      );
  });

  it('shows nothing of its containers to a machine that knows the way to them', async () => {
    await outside.routeThroughHost('172.16.0.0/12');
    await outside.routeThroughHost('192.168.0.0/16');
    const [nginx] = (await containersOf(stack, 'nginx')) as [Inspected];
    const web = addressIn(nginx, front());
    const all = containers.flatMap((one) => [addressIn(one, front()), addressIn(one, data())]);
    const addresses = new Set([web, ...all.filter(Boolean)]);
    expect(addresses.size).toBeGreaterThan(containers.length); // backends and workers are in both networks
    expect(await outside.scan(...addresses)).toEqual(
      Object.fromEntries([...addresses].map((address) => [address, address === web ? [8080, 8443] : []])),
    );
  });

  it('keeps databases away from the public side, and their network has no way out', async () => {
    const addresses = containers.flatMap((one) => addressIn(one, data()) ?? []);
    const [mongodb] = (await containersOf(stack, 'mongodb')) as [Inspected];
    const [redis] = (await containersOf(stack, 'redis')) as [Inspected];
    for (const one of [mongodb, redis]) expect(Object.keys(one.NetworkSettings.Networks)).toEqual([data()]);
    const elsewhere = await outside.listen();

    const fromFront = await connectFrom(front(), [
      elsewhere,
      'mongodb:27017',
      'redis:6379',
      ...addresses.flatMap((address) => servicePorts.map((port) => `${address}:${port}`)),
    ]);
    const { [elsewhere]: reached, ...rest } = fromFront;
    expect(reached).toBe('open');
    expect(Object.entries(rest).filter(([, found]) => found === 'open')).toEqual([]);

    const fromData = await connectFrom(data(), ['mongodb:27017', 'redis:6379', elsewhere]);
    expect(fromData).toMatchObject({ 'mongodb:27017': 'open', 'redis:6379': 'open' });
    expect(fromData[elsewhere]).toMatch(/^(no answer|ENETUNREACH)$/);
  });

  it('shows the ports of deploy/expose.yml to this host only', async () => {
    const COMPOSE_FILE = 'docker-compose.yml:deploy/expose.yml';
    const exposed = JSON.parse(
      await docker(['compose', 'config', '--format', 'json'], {
        cwd: stack.directory,
        env: { COMPOSE_PROJECT_NAME: stack.project, COMPOSE_FILE },
      }),
    ) as { services: Record<string, { ports?: { host_ip?: string; published: string }[] }> };
    const published = Object.entries(exposed.services).flatMap(([name, { ports = [] }]) =>
      name === 'nginx' ? [] : ports.map((port) => [name, port.host_ip, port.published]),
    );
    expect(published).toEqual([
      ['backend', '127.0.0.1', '8000-8019'],
      ['frontend', '127.0.0.1', '3000'],
      ['mongodb', '127.0.0.1', '27017'],
      ['redis', '127.0.0.1', '6379'],
    ]);

    await upWith(['frontend'], { COMPOSE_FILE });
    try {
      expect((await fetch('http://127.0.0.1:3000/healthz')).status).toBe(200);
      const { hostAddress } = outside;
      expect((await outside.scan(hostAddress))[hostAddress]).not.toContain(3000);
    } finally {
      await upWith(['frontend'], {});
    }
  });
});
