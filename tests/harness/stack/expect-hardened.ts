import { expect } from 'vitest';
import { docker, type Inspected } from './docker.ts';
import { processesOf } from './processes-of.ts';

/** No process of these is root, has a capability or a way to gain one, as the kernel says. */
export async function expectNoRoot(containers: readonly Inspected[]): Promise<void> {
  for (const { Id, Name } of containers) {
    const processes = await processesOf(Id);
    expect(processes.length, Name).toBeGreaterThan(0);
    for (const { command, uids, ...rest } of processes) {
      expect(uids, `${Name} ${command}`).not.toContain(0);
      expect(rest, `${Name} ${command}`).toMatchObject({
        effective: 0n,
        bounding: 0n,
        noNewPrivileges: true,
        seccomp: 2,
      });
    }
  }
}

/** The root file system of these cannot be written to, nor by the root of the image. */
export async function expectReadOnly(containers: readonly Inspected[]): Promise<void> {
  for (const { Name, Id, HostConfig } of containers) {
    expect(HostConfig, Name).toMatchObject({ ReadonlyRootfs: true, Privileged: false, CapDrop: ['ALL'] });
    const touch = docker(['exec', '--user', '0', Id, 'sh', '-c', 'echo x > /etc/planted']);
    await expect(touch, Name).rejects.toThrow(/Read-only file system/);
  }
}
