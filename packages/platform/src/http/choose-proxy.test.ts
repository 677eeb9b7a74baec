import { describe, expect, it } from 'vitest';
import { chooseProxy } from './choose-proxy.ts';

const proxies = { https: new URL('http://proxy:3128'), http: new URL('http://proxy:3129') };
const choose = (url: string, ...except: string[]) =>
  chooseProxy(new URL(url), { ...proxies, except })?.port ?? null;

describe('chooseProxy', () => {
  it('goes by the scheme of the request', () => {
    expect([choose('https://vendor.example/'), choose('http://vendor.example/')]).toEqual(['3128', '3129']);
    expect(
      chooseProxy(new URL('http://a.example'), { https: proxies.https, http: null, except: [] }),
    ).toBeNull();
  });

  it.each(['http://localhost:11434', 'http://127.0.0.1:1234', 'http://[::1]:80', 'http://a.localhost'])(
    'goes straight to %s, which is this machine',
    (url) => expect(choose(url)).toBeNull(),
  );

  it.each([
    ['https://a.corp.example/', 'corp.example'],
    ['https://a.corp.example/', '.corp.example'],
    ['https://a.corp.example/', '*.corp.example'],
    ['https://CORP.example/', 'corp.Example'],
    ['https://a.example:8443/', 'a.example:8443'],
    ['https://a.example/', 'a.example:443'],
    ['http://10.1.2.3/', '10.0.0.0/8'],
    ['http://10.1.2.3/', '10.1.2.3'],
    ['http://[fd00::9]/', 'fd00::/8'],
    ['http://[fd00::9]:80/', 'fd00::9'],
    ['https://anything.example/', '*'],
  ])('goes straight to %s when %s is excepted', (url, entry) =>
    expect(choose(url, 'x.example', entry)).toBeNull(),
  );

  it.each([
    ['https://notcorp.example/', 'corp.example'],
    ['https://a.example/', 'a.example:8443'],
    ['http://11.1.2.3/', '10.0.0.0/8'],
    ['https://a.example/', ''],
    ['https://a.example/', 'nonsense/x'],
    ['https://10.example/', '10.0.0.0/8'],
  ])('does not go straight to %s when %s is excepted', (url, entry) =>
    expect(choose(url, entry)).not.toBeNull(),
  );
});
