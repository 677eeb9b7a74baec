import { expect, it } from 'vitest';
import { isEmail, isHost, isNetwork } from './address.ts';

it.each(['localhost', 'stocks.example.com', 'a-b.lan', '192.168.1.4', 'fd00::1', 'xn--fiq228c.cn'])(
  'takes %s as a host',
  (text) => expect(isHost(text)).toBe(true),
);

it.each([
  '',
  'a b',
  'https://a.b',
  'a.b:80',
  '-a.b',
  'a..b',
  '1.2.3.400',
  'a/b',
  'a;rm',
  '$(x)',
  'a_b',
  'a\nb',
])('refuses %j as a host', (text) => expect(isHost(text)).toBe(false));

it('knows an e-mail address', () => {
  expect(isEmail('ops+tls@example.com')).toBe(true);
  for (const text of ['', 'a', 'a@b', 'a@b@c.de', 'a b@c.de', '@c.de']) expect(isEmail(text)).toBe(false);
});

it('knows an address and a network', () => {
  for (const text of ['10.0.0.1', '10.0.0.0/8', 'fd00::/64', '::1']) expect(isNetwork(text)).toBe(true);
  for (const text of ['', '10.0.0.0/33', '10.0.0/8', 'a/8', '10.0.0.0/8/8', '10.0.0.0/', '10.0.0.0/8;'])
    expect(isNetwork(text)).toBe(false);
});
