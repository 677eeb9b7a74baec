import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findSecrets } from '../../harness/stack/find-secrets.ts';

const root = join(import.meta.dirname, '../../..');
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter(Boolean);
/** Made up, to prove that they are redacted or refused. */
const samples = /\.(test|fixture)\.ts$|^tests\/bench\//;

/** Bits of each character: a random key of 24 characters and more has above 4, prose and paths are below. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return -[...counts.values()].reduce((sum, n) => sum + (n / text.length) * Math.log2(n / text.length), 0);
}

const assigned =
  /(?:secret|password|passwd|token|api_?key|private_?key)["']?\s*[:=]\s*["'`]([A-Za-z0-9+/=_-]{20,})["'`]/gi;

describe('the repository', () => {
  it('has no file that is spelt like a credential', () => {
    const found = files
      .filter((file) => !samples.test(file))
      .flatMap((file) => findSecrets(readFileSync(join(root, file)), new Map()).map((one) => [file, one]));
    expect(found).toEqual([]);
  });

  it('has had none in any commit that is here', () => {
    const samplePaths = ['*.test.ts', '*.fixture.ts', 'tests/bench/**'].map((path) => `:(exclude)${path}`);
    const log = ['log', '--patch', '--unified=0', '--no-textconv', '--format=', '--', '.', ...samplePaths];
    const history = execFileSync('git', log, { cwd: root, maxBuffer: 2 ** 30 });
    expect(history.length).toBeGreaterThan(0);
    // The lines of a key begin with the sign of the patch.
    const lines = history.toString('latin1').replaceAll(/^[+-]/gm, '');
    expect(findSecrets(Buffer.from(lines, 'latin1'), new Map())).toEqual([]);
  });

  it('assigns nothing random to a name of a secret', () => {
    const found = files
      .filter((file) => !samples.test(file) && file !== 'package-lock.json')
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(assigned)]
          .filter(([, value = '']) => entropyOf(value) > 4)
          .map(([match]) => [file, match]),
      );
    expect(found).toEqual([]);
  });

  it('ships neither secrets nor settings of an installation', () => {
    const own = /(^|\/)(secrets|\.env|.*\.(pem|key|p12|pfx)|id_(rsa|ed25519))$/;
    expect(files.filter((file) => own.test(file) || file.startsWith('secrets/'))).toEqual([
      'docker/ca-bundle.pem',
    ]);
    expect(readFileSync(join(root, 'docker/ca-bundle.pem'), 'utf8')).not.toContain('BEGIN');
  });

  it('is looked at by a search that finds what is planted', () => {
    const planted = ['ghp_', 'abcdefghijklmnopqrstuvwxyz0123456789'].join('');
    expect(findSecrets(Buffer.from(`x = "${planted}"`), new Map())).toMatchObject([{ what: 'GitHub token' }]);
    expect(entropyOf(['q8Zt3Lw0', 'Xv7Rk2Pm', '5Bd9Hs4N'].join(''))).toBeGreaterThan(4);
  });
});
