import { expect, it } from 'vitest';
import { parseSentinelUrl } from './parse-sentinel-url.ts';

it('reads hosts, master name, user, password and database', () => {
  expect(parseSentinelUrl('redis+sentinel://:p%40ss%2Fw@s-1:26379,s-2,[::1]:26380/mymaster/3')).toEqual({
    password: 'p@ss/w',
    db: 3,
    name: 'mymaster',
    sentinels: [
      { host: 's-1', port: 26_379 },
      { host: 's-2', port: 26_379 },
      { host: '::1', port: 26_380 },
    ],
  });
  expect(parseSentinelUrl('redis+sentinel://ann:secret@a/m')).toMatchObject({
    username: 'ann',
    password: 'secret',
  });
});

it('asks the sentinels without a password unless one is given for them', () => {
  const plain = parseSentinelUrl('redis+sentinel://:secret@a/m');
  expect(plain).not.toHaveProperty('sentinelPassword');
  const both = parseSentinelUrl('redis+sentinel://:secret@a/m?sentinelPassword=other%21');
  expect(both).toMatchObject({ password: 'secret', sentinelPassword: 'other!' });
});

it('speaks TLS to both with rediss', () => {
  expect(parseSentinelUrl('rediss+sentinel://a/m')).toMatchObject({
    tls: {},
    sentinelTLS: {},
    enableTLSForSentinelMode: true,
  });
});

it('leaves other schemes alone', () => {
  expect(parseSentinelUrl('redis://127.0.0.1:6379')).toBeNull();
});

it.each(['redis+sentinel://:secret@a', 'redis+sentinel://:secret@/m', 'redis+sentinel://:secret@a:b/m'])(
  'refuses %s without naming the password',
  (url) => {
    let message = '';
    try {
      parseSentinelUrl(url);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/redis\.url/);
    expect(message).not.toContain('secret');
  },
);
