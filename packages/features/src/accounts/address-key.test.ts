import { expect, it } from 'vitest';
import { addressKeyOf } from './address-key.ts';

it.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['2001:0db8:0001:0002::', '2001:db8:1:2::/64'],
  ['not an address', 'not an address'],
])('takes %s for %s', (address, key) => {
  expect(addressKeyOf(address)).toBe(key);
});

it('has a key for no address', () => {
  expect(addressKeyOf(null)).toBe('none');
});
