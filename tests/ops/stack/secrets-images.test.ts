import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { docker } from '../../harness/stack/docker.ts';
import { type Found, findSecrets, secretValuesOf } from '../../harness/stack/find-secrets.ts';
import { imageFiles } from '../../harness/stack/image-files.ts';
import { describeStack, stack } from '../../harness/stack/shared-stack.ts';

/** Sample keys with which libraries test themselves. */
const samples = /^(\.\/)?usr\/lib\/.*\/libgnutls\.so|^app\/node_modules\/.*\/(test|tests|__tests__)\//;

async function secretsIn(image: string): Promise<Record<string, Found[]>> {
  const values = secretValuesOf(stack);
  const found: Record<string, Found[]> = {};
  for await (const { name, content } of imageFiles(image)) {
    const secrets = findSecrets(content, values).filter(
      ({ what }) => values.has(what) || !samples.test(name),
    );
    if (secrets.length > 0) found[name] = secrets;
  }
  return found;
}

describeStack('the images of this project', () => {
  it.each(['backend', 'frontend'])('hold no secret in any layer: %s', async (name) => {
    const image = `tradingagents-${name}:0.1.0`;
    expect(await secretsIn(image)).toEqual({});
    const about = `${await docker(['inspect', image])}\n${await docker(['history', '--no-trunc', image])}`;
    expect(findSecrets(Buffer.from(about), secretValuesOf(stack))).toEqual([]);
  });

  it('would be caught with a secret in a layer that a later one deletes', async () => {
    const context = mkdtempSync(join(tmpdir(), 'sagacity-planted-'));
    const image = `sagacity-planted:${process.pid}`;
    const planted = secretValuesOf(stack).get('signing_secret') as string;
    const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEF\n'.repeat(3)}`;
    writeFileSync(join(context, 'settings.json'), JSON.stringify({ key: planted }));
    writeFileSync(join(context, 'old.pem'), key);
    writeFileSync(
      join(context, 'Dockerfile'),
      'FROM tradingagents-frontend:0.1.0\nUSER 0\nCOPY settings.json old.pem /srv/\nRUN rm /srv/old.pem /srv/settings.json\n',
    );
    try {
      await docker(['build', '--quiet', '--tag', image, context]);
      const found = await secretsIn(image);
      const kinds = Object.entries(found).map(([name, [first]]) => [name.split('/').at(-1), first?.what]);
      expect(Object.fromEntries(kinds)).toEqual({
        'settings.json': 'signing_secret',
        'old.pem': 'private key',
      });
    } finally {
      await docker(['image', 'rm', '--force', image]).catch(() => {});
      rmSync(context, { recursive: true });
    }
  });
});
