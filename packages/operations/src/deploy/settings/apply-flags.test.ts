import { isAppError } from '@sagacity/kernel';
import { expect, it } from 'vitest';
import { applyFlags, type SettingFlags } from './apply-flags.ts';

const host = { cpus: 1 };
const apply = (text: string, flags: SettingFlags) => applyFlags(text, flags, host);
const issuesOf = (text: string, flags: SettingFlags): unknown => {
  try {
    apply(text, flags);
  } catch (error) {
    return isAppError(error) ? [error.code, error.details] : error;
  }
  return 'nothing was thrown';
};

it('fills in what is missing and lowers processors to what the host has', () => {
  const { settings } = apply('', { host: 'stocks.lan', httpsPort: 8443 });
  expect(settings).toMatchObject({
    PUBLIC_URL: 'https://stocks.lan:8443',
    BACKEND_CPUS: '1',
    FRONTEND_CPUS: '1',
  });
});

it('is at rest after the first time', () => {
  const { text } = apply('MINE=1\n', { host: 'stocks.lan', ha: true, expose: true });
  expect(apply(text, {}).text).toBe(text);
});

it('writes an address of version 6 in brackets', () => {
  expect(apply('', { host: 'fd00::7' }).settings.PUBLIC_URL).toBe('https://[fd00::7]');
});

it('puts optional parts in and takes out only those it was told to', () => {
  const { text, settings } = apply('COMPOSE_FILE=docker-compose.yml:mine.yml\n', { ha: true, expose: true });
  expect(settings.COMPOSE_FILE).toBe('docker-compose.yml:mine.yml:deploy/expose.yml:deploy/ha.yml');
  const later = apply(text, {
    expose: false,
    host: 'a.example.com',
    tls: 'acme',
    email: 'a@example.com',
  }).settings;
  expect(later.COMPOSE_FILE).toBe('docker-compose.yml:mine.yml:deploy/ha.yml');
  expect(later.COMPOSE_PROFILES).toBe('ha,tls');
});

it('follows host and port with the public address, but not with one that the operator wrote', () => {
  const { text } = apply('', { host: 'a.example.com' });
  expect(apply(text, { httpsPort: 8443 }).settings.PUBLIC_URL).toBe('https://a.example.com:8443');
  const own = text.replace('PUBLIC_URL=https://a.example.com', 'PUBLIC_URL=https://front.example.com');
  for (const flags of [{ host: 'a.example.com' }, { host: 'b.example.com' }, { worker: 3 }])
    expect(apply(own, flags).settings.PUBLIC_URL).toBe('https://front.example.com');
});

it('names every flag that cannot be used', () => {
  expect(issuesOf('', { host: 'https://x', httpPort: 70_000, backend: 0, email: 'nobody' })).toEqual([
    'VALIDATION_FAILED',
    {
      issues: [
        '--host https://x: expected a host name or an address, without scheme or port',
        '--email nobody: expected an e-mail address',
        '--http-port 70000: expected a whole number from 1 to 65535',
        '--backend 0: expected a whole number from 1 to 32',
      ],
    },
  ]);
});

it.each([
  [{ tls: 'acme' as const, host: '10.0.0.1', email: 'a@example.com' }, '--tls acme needs --host'],
  [{ tls: 'acme' as const, host: 'a.example.com' }, '--tls acme needs --email'],
  [{ httpPort: 443 }, '--http-port and --https-port are both 443'],
])('refuses flags that contradict each other', (flags, message) => {
  expect(JSON.stringify(issuesOf('', flags))).toContain(message);
});

it('says which lines of the file are at fault before it looks at flags', () => {
  expect(issuesOf('HTTP_PORT=eighty\nBACKEND_MEMORY=lots\n', {})).toEqual([
    'CONFIG_INVALID',
    {
      fault: [
        'HTTP_PORT=eighty: a whole number from 1 to 65535',
        'BACKEND_MEMORY=lots: an amount such as 512m or 4g',
      ],
    },
  ]);
});
