import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { docker } from '../../harness/stack/docker.ts';
import { type Found, findSecrets, secretValuesOf } from '../../harness/stack/find-secrets.ts';
import { imageFiles } from '../../harness/stack/image-files.ts';
import { buildPlantedImages, type PlantedImages } from '../../harness/stack/planted-images.ts';
import { describeStack, stack } from '../../harness/stack/shared-stack.ts';

/** Sample keys with which libraries test themselves. */
const samples = /^(\.\/)?usr\/lib\/.*\/libgnutls\.so|^app\/node_modules\/.*\/(test|tests|__tests__)\//;

async function secretsIn(
  image: string,
  values: ReadonlyMap<string, string>,
): Promise<Record<string, Found[]>> {
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
  let planted: PlantedImages | undefined;
  beforeAll(async () => {
    planted = await buildPlantedImages();
  });
  afterAll(() => planted?.remove());

  it.each(['backend', 'frontend'] as const)(
    'hold in no layer what lies about in the checkout they are built in: %s',
    async (name) => {
      const { [name]: image, values } = planted as PlantedImages;
      expect(await secretsIn(image, values)).toEqual({});
      const about = `${await docker(['inspect', image])}\n${await docker(['history', '--no-trunc', image])}`;
      expect(findSecrets(Buffer.from(about), values)).toEqual([]);
    },
  );

  it('would be caught with a secret in a layer that a later one deletes', async () => {
    const context = mkdtempSync(join(tmpdir(), 'sagacity-planted-'));
    const image = `sagacity-planted:${process.pid}`;
    const values = secretValuesOf(stack);
    const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEF\n'.repeat(3)}`;
    writeFileSync(join(context, 'settings.json'), JSON.stringify({ key: values.get('signing_secret') }));
    writeFileSync(join(context, 'old.pem'), key);
    writeFileSync(
      join(context, 'Dockerfile'),
      'FROM tradingagents-frontend:0.1.0\nUSER 0\nCOPY settings.json old.pem /srv/\nRUN rm /srv/old.pem /srv/settings.json\n',
    );
    try {
      await docker(['build', '--quiet', '--tag', image, context]);
      const found = await secretsIn(image, values);
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
