import { beforeAll, expect, it } from 'vitest';
import { docker } from '../../harness/stack/docker.ts';
import { describeStack, stack } from '../../harness/stack/shared-stack.ts';

interface Service {
  readonly image: string;
  readonly user?: string;
  readonly read_only?: boolean;
  readonly privileged?: boolean;
  readonly network_mode?: string;
  readonly cap_drop?: readonly string[];
  readonly cap_add?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly restart?: string;
  readonly ports?: readonly unknown[];
  readonly logging?: { readonly driver: string; readonly options: Record<string, string> };
  readonly deploy?: { readonly resources?: { readonly limits?: Record<string, unknown> } };
  readonly volumes?: readonly { readonly source: string }[];
}

/** Those that end when their work is done. */
const once = ['mongodb-init', 'tools'];
/** A thread for each connection. */
const pidsOf = (name: string) => (/^mongodb(-\d)?$/.test(name) ? 4096 : 512);
/** Of this project, with a user of their own. */
const ownImage = /^tradingagents-(backend|frontend):/;

describeStack('every service of the compose file, with all profiles and the overlay ha', () => {
  let services: [string, Service][] = [];
  beforeAll(async () => {
    const told = await docker(['compose', '--profile', '*', 'config', '--format', 'json'], {
      cwd: stack.directory,
      env: { COMPOSE_PROJECT_NAME: stack.project, COMPOSE_FILE: 'docker-compose.yml:deploy/ha.yml' },
    });
    services = Object.entries((JSON.parse(told) as { services: Record<string, Service> }).services);
    expect(services.map(([name]) => name)).toEqual(
      expect.arrayContaining(['certbot', 'sentinel-3', ...once]),
    );
  });

  it('has a user that is not root, no capability, no way to gain one, and a root file system for reading', async () => {
    for (const [name, service] of services) {
      const { image, user, read_only, privileged, cap_drop, cap_add, security_opt } = service;
      expect({ read_only, privileged, cap_drop, cap_add, security_opt }, name).toEqual({
        read_only: true,
        cap_drop: ['ALL'],
        security_opt: ['no-new-privileges:true'],
      });
      const own = await docker(['image', 'inspect', '--format', '{{.Config.User}}', image]).catch(() => '');
      expect(user ?? (ownImage.test(image) ? own : ''), name).not.toMatch(/^$|^(root|0)(:|$)/);
    }
  });

  it('has limits of processors, memory and processes, and a bounded log', () => {
    for (const [name, { deploy, logging }] of services) {
      expect(deploy?.resources?.limits, name).toEqual({
        cpus: expect.any(Number),
        memory: expect.stringMatching(/^\d+$/),
        pids: pidsOf(name),
      });
      expect(logging, name).toEqual({ driver: 'json-file', options: { 'max-size': '20m', 'max-file': '5' } });
    }
  });

  it('is started again when it ends, unless its work is done then', () => {
    for (const [name, { restart }] of services)
      expect(restart, name).toBe(once.includes(name) ? 'no' : 'unless-stopped');
  });

  it('publishes no port but nginx, and has no part of the host', () => {
    for (const [name, { ports = [], network_mode, volumes = [] }] of services) {
      expect(ports.length, name).toBe(name === 'nginx' ? 2 : 0);
      expect(network_mode, name).toBeUndefined();
      const host = volumes.filter(({ source }) =>
        /docker\.sock|containerd|^\/(proc|sys|etc|dev)?$/.test(source),
      );
      expect(host, name).toEqual([]);
    }
  });
});
