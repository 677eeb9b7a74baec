import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError, Secret } from '@sagacity/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ConfigFault } from './config-fault.ts';
import { describeConfig } from './describe-config.ts';
import { loadConfig } from './load-config.ts';
import { section } from './section.ts';
import { configTree } from './tree.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'config-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const write = (name: string, text: string) => {
  mkdirSync(join(directory, 'config'), { recursive: true });
  writeFileSync(join(directory, name), text);
  return join(directory, name);
};
const planted = section(
  {
    minutes: z.int().default(5).describe('Planted.'),
    isOn: z.boolean().default(false).describe('Planted.'),
  },
  'Planted',
);
const tree = configTree.extend({ planted });
const load = (environment: Record<string, string> = {}) =>
  loadConfig({ directory, environment, tree }) as z.output<typeof tree>; // what the loader was given
const faultsOf = (environment: Record<string, string> = {}): readonly ConfigFault[] => {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof AppError && error.code === 'CONFIG_INVALID')
      return error.details.faults as ConfigFault[];
    throw error;
  }
  return [];
};

describe('loadConfig', () => {
  it('gives every default without any source', () => {
    expect(load()).toMatchObject({ host: '127.0.0.1', port: 8000, dataDir: join(directory, 'data') });
  });

  it('lets the environment win over .env, and .env over the TOML file', () => {
    write('config/sagacity.toml', 'port = 1001\nhost = "0.0.0.0"\n[planted]\nminutes = 5\n');
    write('.env', 'SAGACITY_PORT=1002\nSAGACITY_PLANTED_MINUTES=6\n');
    const config = load({ SAGACITY_PORT: '1003', PATH: '/bin' });
    expect([config.host, config.port, config.planted.minutes]).toEqual(['0.0.0.0', 1003, 6]);
  });

  it('reads booleans and lists from text', () => {
    const config = load({
      SAGACITY_PLANTED_IS_ON: 'true',
      SAGACITY_ALLOWED_ORIGINS: 'https://a.example, http://b:81',
    });
    expect(config.planted.isOn).toBe(true);
    expect(config.allowedOrigins).toEqual(['https://a.example', 'http://b:81']);
  });

  it('reads a secret from a file, in the environment and in TOML', () => {
    const file = write('secret', 'hunter2hunter2\n');
    expect(load({ SAGACITY_ADMIN_PASSWORD_FILE: file }).admin.password?.reveal()).toBe('hunter2hunter2');
    write('config/sagacity.toml', `[redis]\nurlFile = ${JSON.stringify(file)}\n`);
    expect(load().redis.url).toBeInstanceOf(Secret);
  });

  it('takes an empty variable as not given', () => {
    expect(load({ SAGACITY_PORT: '', SAGACITY_STORE_URI: '' })).toMatchObject({
      port: 8000,
      store: { uri: null },
    });
  });

  it('reports all faults together, with path and source', () => {
    write('config/sagacity.toml', 'prot = 1\nhost = ""\n[store]\nkind = "oracle"\n');
    write('.env', 'SAGACITY_PROT=1\nSAGACTIY_PORT=1\nHTTP_PORT=80\nCOMPOSE_FILE=a.yml\n');
    const faults = faultsOf({ SAGACITY_PORT: 'eighty', SAGACITY_REDIS_URL_FILE: '/nowhere' });
    expect(faults.map(({ key, source }) => `${key} ${source}`).sort()).toEqual([
      'SAGACITY_PROT .env',
      'SAGACITY_REDIS_URL_FILE environment',
      'SAGACTIY_PORT .env',
      'host config/sagacity.toml',
      'port environment SAGACITY_PORT',
      'prot config/sagacity.toml',
      'store.kind config/sagacity.toml',
    ]);
  });

  it('suggests the name that was meant', () => {
    const [fault] = faultsOf({ SAGACITY_DATADIR: '/x' });
    expect(fault?.problem).toContain('did you mean SAGACITY_DATA_DIR?');
  });

  it('refuses mongodb without an address', () => {
    expect(faultsOf({ SAGACITY_STORE_KIND: 'mongodb' })).toMatchObject([{ key: 'store.uri' }]);
  });

  it('refuses an S3 store without bucket and keys', () => {
    const faults = faultsOf({ SAGACITY_BLOBS_KIND: 's3', SAGACITY_BLOBS_SECRET_KEY: 'x' });
    expect(faults.map(({ key }) => key)).toEqual(['blobs.bucket', 'blobs.accessKey']);
  });

  it('refuses a process of one role without a shared store and Redis, and says what to do', () => {
    const faults = faultsOf({ SAGACITY_ROLE: 'worker' });
    expect(faults).toMatchObject([
      { key: 'store.kind', source: 'environment SAGACITY_ROLE' },
      { key: 'redis.url', problem: expect.stringContaining('start role all') },
      { key: 'security.signingSecret' },
      { key: 'security.encryptionKey' },
    ]);
    const shared = {
      SAGACITY_STORE_KIND: 'mongodb',
      SAGACITY_STORE_URI: 'mongodb://h/d',
      SAGACITY_REDIS_URL: 'redis://h',
      SAGACITY_SECURITY_SIGNING_SECRET: 'x'.repeat(32),
      SAGACITY_SECURITY_ENCRYPTION_KEY: 'y'.repeat(32),
    };
    expect(load({ ...shared, SAGACITY_ROLE: 'api' }).role).toBe('api');
  });

  it('lets a flag win over every source, and checks it like them', () => {
    write('config/sagacity.toml', 'port = 1001\n');
    const environment = { SAGACITY_PORT: '1002' };
    expect(loadConfig({ directory, environment, flags: { port: 1003, role: undefined } })).toMatchObject({
      port: 1003,
      role: 'all',
    });
    expect(() => loadConfig({ directory, environment, flags: { role: 'boss' } })).toThrow(
      'role (command line)',
    );
  });

  it('takes a relative directory of logs from where the configuration lies', () => {
    expect(load({ SAGACITY_LOG_DIR: 'logs' }).logDir).toBe(join(directory, 'logs'));
    expect(load().logDir).toBeNull();
  });

  it('refuses a secret given both as text and as file', () => {
    const file = write('secret', 'a');
    const faults = faultsOf({ SAGACITY_REDIS_URL: 'redis://a', SAGACITY_REDIS_URL_FILE: file });
    expect(faults).toMatchObject([{ key: 'redis.url' }]);
  });

  it('names the line of a TOML file that cannot be read', () => {
    write('config/sagacity.toml', 'host = "a"\nport = = 1');
    const problem = expect.stringMatching(/^line 2, column \d+: /);
    expect(faultsOf()).toMatchObject([{ key: '(file)', source: 'config/sagacity.toml', problem }]);
  });

  it('shows what is in force without secrets', () => {
    const shown = describeConfig(load({ SAGACITY_STORE_URI: 'mongodb://u:p@h/d', SAGACITY_PORT: '9' }), tree);
    expect(shown).toMatchObject({ port: 9, 'store.uri': '[redacted]', 'redis.url': null });
  });

  it('takes the proxies that other programs are told of, and lets its own knobs go before them', () => {
    const host = {
      HTTPS_PROXY: 'proxy.corp:3128',
      no_proxy: 'localhost, .corp.example 10.0.0.0/8',
      HTTP_PROXY: '',
    };
    const { proxy } = load(host);
    expect([proxy.https?.reveal(), proxy.http, proxy.except]).toEqual([
      'http://proxy.corp:3128',
      null,
      ['localhost', '.corp.example', '10.0.0.0/8'],
    ]);
    const own = load({ ...host, SAGACITY_PROXY_HTTPS: 'http://other:1', SAGACITY_PROXY_EXCEPT: '*' }).proxy;
    expect([own.https?.reveal(), own.except]).toEqual(['http://other:1', ['*']]);
  });

  it('names the variable of a proxy it cannot use', () => {
    expect(faultsOf({ HTTPS_PROXY: 'socks5://proxy:1080' })).toEqual([
      {
        key: 'proxy.https',
        source: 'environment HTTPS_PROXY',
        problem: 'must be http://[user:password@]host:port; SOCKS is not supported',
      },
    ]);
  });
});
