import { availableParallelism } from 'node:os';
import { beforeAll, expect, it } from 'vitest';
import { docker, type Inspected } from '../../harness/stack/docker.ts';
import { expectNoRoot, expectReadOnly } from '../../harness/stack/expect-hardened.ts';
import { containersOf } from '../../harness/stack/open-stack.ts';
import { readLimits } from '../../harness/stack/read-limits.ts';
import { describeStack, stack } from '../../harness/stack/shared-stack.ts';

const services = ['nginx', 'frontend', 'backend', 'worker', 'mongodb', 'redis'] as const;
const gib = 2 ** 30;

/** The table of capacity: processors and memory of each container. */
const capacity = {
  nginx: { cpus: 1, memoryBytes: 960 * 2 ** 20 },
  frontend: { cpus: 1, memoryBytes: gib / 2 },
  backend: { cpus: 2, memoryBytes: 2 * gib },
  worker: { cpus: 2, memoryBytes: 2 * gib },
  mongodb: { cpus: 2, memoryBytes: 4 * gib },
  redis: { cpus: 1, memoryBytes: gib },
} as const;

interface Contained extends Inspected {
  readonly service: (typeof services)[number];
}

describeStack('every container of the stack', () => {
  let containers: Contained[] = [];
  beforeAll(async () => {
    const found = await Promise.all(
      services.map(async (service) =>
        (await containersOf(stack, service)).map((one) => ({ ...one, service })),
      ),
    );
    containers = found.flat();
  });

  it('runs no process as root, with no capability and no way to gain one', async () => {
    expect(new Set(containers.map(({ service }) => service))).toEqual(new Set(services));
    await expectNoRoot(containers);
  });

  it('has a root file system that cannot be written to, nor by the root of the image', () =>
    expectReadOnly(containers));

  it('has the limits of the table of capacity, as the kernel enforces them', () => {
    for (const { Name, State, service } of containers) {
      const { cpus, memoryBytes } = capacity[service];
      expect(readLimits(State.Pid), Name).toEqual({
        cpus: Math.min(cpus, availableParallelism()),
        memoryBytes,
        processes: service === 'mongodb' ? 4096 : 512,
      });
    }
  });

  it('keeps a bounded log, and has neither the engine’s socket nor a device or namespace of the host', async () => {
    const ids = containers.map(({ Id }) => Id);
    for (const one of JSON.parse(await docker(['inspect', ...ids]))) {
      expect(one.HostConfig.LogConfig, one.Name).toEqual({
        Type: 'json-file',
        Config: { 'max-size': '20m', 'max-file': '5' },
      });
      const { Devices, PidMode, UTSMode, IpcMode, UsernsMode, NetworkMode } = one.HostConfig;
      expect([Devices ?? [], PidMode, UTSMode, UsernsMode], one.Name).toEqual([[], '', '', '']);
      expect([IpcMode, NetworkMode], one.Name).not.toContain('host');
      const sources: string[] = one.Mounts.map(({ Source }: { Source: string }) => Source);
      expect(
        sources.filter((source) => /docker\.sock|containerd|^\/(proc|sys|etc|dev)?$/.test(source)),
      ).toEqual([]);
    }
  });
});
