import { describe, expect, it } from 'vitest';
import { type ComposeConfig, toSwarmStack } from './to-swarm-stack.ts';

const config: ComposeConfig = {
  name: 'tradingagents',
  services: {
    nginx: {
      image: 'nginx',
      build: { context: '.' },
      command: null,
      depends_on: { backend: { condition: 'service_healthy' } },
      restart: 'unless-stopped',
      tmpfs: ['/tmp:size=32m'],
      security_opt: ['no-new-privileges:true'],
      networks: { front: null },
      ports: [{ mode: 'ingress', host_ip: '0.0.0.0', target: 8443, published: '443', protocol: 'tcp' }],
      volumes: [
        { type: 'bind', source: '/srv/nginx', target: '/opt/nginx', read_only: true, bind: {} },
        { type: 'bind', source: '/srv/config/sagacity.toml', target: '/app/config/sagacity.toml' },
      ],
      deploy: { replicas: 1, placement: {}, resources: { limits: { cpus: 0.5, memory: '1024' } } },
    },
    'mongodb-init': { image: 'backend', restart: 'no' },
    tools: { image: 'backend', restart: 'no', profiles: ['tools'] },
  },
  networks: {
    front: { name: 'f', ipam: {}, driver_opts: { encrypted: '' } },
    data: { name: 'd', internal: true },
  },
  volumes: { data: { name: 'tradingagents_data' } },
  secrets: { key: { file: '/s/key' }, ca_bundle: { file: '/dev/null' } },
};

describe('toSwarmStack', () => {
  const stack = toSwarmStack(config, (path) =>
    path === '/srv/nginx' ? null : Buffer.from(`content of ${path}`),
  );

  it('keeps what a Swarm takes and leaves out what it refuses', () => {
    expect(stack.services.nginx).toEqual({
      image: 'nginx',
      networks: ['front'],
      ports: [{ target: 8443, published: 443, protocol: 'tcp', mode: 'host' }],
      volumes: [
        { type: 'bind', source: '/srv/nginx', target: '/opt/nginx', read_only: true },
        { type: 'tmpfs', target: '/tmp', tmpfs: { size: 33_554_432 } },
      ],
      configs: [{ source: 'sagacity.toml', target: '/app/config/sagacity.toml' }],
      deploy: {
        replicas: 1,
        restart_policy: { condition: 'any', delay: '3s' },
        resources: { limits: { cpus: '0.5', memory: '1024' } },
      },
    });
  });

  it('runs a one-time service until it succeeds, and not again', () => {
    expect(stack.services['mongodb-init']?.deploy).toMatchObject({
      restart_policy: { condition: 'on-failure' },
    });
  });

  it('makes networks overlays with their options and keeps the inner one closed', () => {
    expect(stack.networks).toEqual({
      front: { name: 'f', driver: 'overlay', driver_opts: { encrypted: '' } },
      data: { name: 'd', driver: 'overlay', internal: true },
    });
  });

  it('names a secret by its content, so that a new one replaces it', () => {
    expect(stack.secrets.key?.file).toBe('/s/key');
    expect(stack.secrets.key?.name).toMatch(/^tradingagents_key_[0-9a-f]{12}$/);
    const changed = toSwarmStack(config, () => Buffer.from('other'));
    expect(changed.secrets.key?.name).not.toBe(stack.secrets.key?.name);
    expect(stack.secrets.ca_bundle).toBeUndefined();
  });

  it('gives a mounted file to every node, as a config named by its content', () => {
    expect(Object.keys(stack.configs)).toEqual(['sagacity.toml']);
    expect(stack.configs['sagacity.toml']?.file).toBe('/srv/config/sagacity.toml');
    expect(stack.configs['sagacity.toml']?.name).toMatch(/^tradingagents_sagacity\.toml_[0-9a-f]{12}$/);
  });

  it('leaves out what is run by hand', () => {
    expect(Object.keys(stack.services)).toEqual(['nginx', 'mongodb-init']);
  });
});
