import { describe, expect, it } from 'vitest';
import { nearestName } from './nearest-name.ts';

describe('nearestName', () => {
  it('finds a name with letters missing, doubled, swapped or in the wrong case', () => {
    const known = ['host', 'port', 'dataDir', 'logLevel'];
    expect(['prot', 'hosts', 'DATADIR', 'loglvel'].map((name) => nearestName(name, known))).toEqual([
      'port',
      'host',
      'dataDir',
      'logLevel',
    ]);
  });

  it('suggests nothing for a name unlike any', () => {
    expect(nearestName('colour', ['host', 'port'])).toBeNull();
  });
});
