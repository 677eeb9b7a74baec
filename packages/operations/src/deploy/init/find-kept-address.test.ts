import { expect, it } from 'vitest';
import { container } from '../stack/stack.fixture.ts';
import { keptAddress } from './find-kept-address.ts';

it('keeps the address that nginx is open on when .env is gone', () => {
  const nginx = container('nginx', 1, { publishedOn: ['127.0.0.1'] });
  expect(keptAddress('t', [container('backend', 1), nginx], true)).toBe('127.0.0.1');
});

it('refuses to choose where there is data and nothing runs, and takes no address where there is none', () => {
  expect(() => keptAddress('t', [], true)).toThrow('--bind ADDRESS');
  expect(keptAddress('t', [], false)).toBeUndefined();
});
