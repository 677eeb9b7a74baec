import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Blobs } from './port.ts';

export interface BlobsUnderTest {
  readonly blobs: Blobs;
  /** Changes one byte of the stored content behind the adapter's back. */
  damage(key: string): Promise<void>;
  close(): Promise<void>;
}

/** What every `Blobs` adapter promises. */
export function blobsConformance(name: string, open: () => Promise<BlobsUnderTest>): void {
  describe(`blobs: ${name}`, () => {
    let under: BlobsUnderTest;
    let blobs: Blobs;
    beforeEach(async () => {
      under = await open();
      blobs = under.blobs;
    });
    afterEach(() => under.close());

    const put = (key: string, text: string) => blobs.put(key, Readable.from([Buffer.from(text)]));
    const read = async (key: string) => buffer((await blobs.get(key)).content);

    it('gives back what was put, with its size and checksum', async () => {
      const content = Buffer.alloc(3_000_000, 'sagacity 贵州茅台 ');
      const info = await blobs.put('backups/2026/full.tar.zst', Readable.from(chunks(content)));
      expect(info).toEqual({
        key: 'backups/2026/full.tar.zst',
        bytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      });
      expect((await read(info.key)).equals(content)).toBe(true);
      expect(await blobs.find(info.key)).toEqual(info);
    });

    it('keeps an empty blob', async () => {
      await blobs.put('empty', Readable.from([]));
      expect(await read('empty')).toHaveLength(0);
    });

    it('replaces a blob as a whole', async () => {
      for (let version = 0; version < 50; version++) {
        await put('report.md', `version ${version}`);
        expect((await read('report.md')).toString()).toBe(`version ${version}`);
      }
      expect(await blobs.list('report')).toHaveLength(1);
    });

    it('lets a reader finish the content it began, whatever is put meanwhile', async () => {
      await put('report.md', 'first');
      const { content } = await blobs.get('report.md');
      const reading = buffer(content);
      await put('report.md', 'second');
      expect((await reading).toString()).toBe('first');
    });

    it('keeps exactly one of ten simultaneous contents', async () => {
      await Promise.all(Array.from({ length: 10 }, (_, i) => put('rush', `content ${i}`)));
      expect((await read('rush')).toString()).toMatch(/^content \d$/);
      expect(await blobs.list('rush')).toHaveLength(1);
    });

    it('leaves the old content when a put fails in the middle', async () => {
      await put('report.md', 'whole');
      const broken = Readable.from(
        (async function* () {
          yield Buffer.from('half');
          throw new Error('source gone');
        })(),
      );
      await expect(blobs.put('report.md', broken)).rejects.toThrow('source gone');
      expect((await read('report.md')).toString()).toBe('whole');
    });

    it('errors at the end of a damaged content', async () => {
      await put('backups/a', 'twelve bytes');
      await under.damage('backups/a');
      await expect(read('backups/a')).rejects.toThrow(/checksum/);
    });

    it('lists by prefix, in order of the keys', async () => {
      for (const key of ['exports/b.md', 'exports/a.md', 'exports/2026/c.md', 'export', 'backups/x'])
        await put(key, key);
      const keys = (await blobs.list('exports/')).map(({ key }) => key);
      expect(keys).toEqual(['exports/2026/c.md', 'exports/a.md', 'exports/b.md']);
      expect(await blobs.list('')).toHaveLength(5);
      expect(await blobs.list('none/')).toEqual([]);
    });

    it('says NOT_FOUND for what was deleted or never put', async () => {
      await put('gone', 'x');
      await blobs.delete('gone');
      await blobs.delete('gone');
      await expect(blobs.get('gone')).rejects.toMatchObject({ code: 'NOT_FOUND' });
      expect(await blobs.find('never')).toBeNull();
    });

    it.each(['', '/etc/passwd', '../up', 'a/../b', 'a/./b', 'a//b', 'a/', '.hidden', 'nul\0', 'a\\b', 'c:x'])(
      'refuses the key %j',
      async (key) => {
        await expect(put(key, 'x')).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
        await expect(blobs.get(key)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
        await expect(blobs.delete(key)).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
      },
    );
  });
}

function* chunks(content: Buffer): Generator<Buffer> {
  for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
}
