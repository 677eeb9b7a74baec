import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { openLogFile } from './open-log-file.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A disk that is full while `isFull`. */
function setUp() {
  let nowMs = 1_000_000;
  const disk = { isFull: false, isStuck: false, text: '', opened: 0 };
  const open = () => {
    disk.opened++;
    return new Writable({
      decodeStrings: false,
      write(line: string, _encoding, done) {
        if (disk.isStuck) return;
        if (disk.isFull) return done(new Error('ENOSPC: no space left on device'));
        disk.text += line;
        done();
      },
    });
  };
  const file = openLogFile({ open, nowMs: () => nowMs });
  return { disk, file, pass: (ms: number) => (nowMs += ms) };
}

it('writes every line and ends when all are written', async () => {
  const { disk, file } = setUp();
  file.write('a\n');
  file.write('b\n');
  await file.close();
  expect([disk.text, file.trouble()]).toEqual(['a\nb\n', null]);
});

it('goes on without the file while the disk is full, says so, and writes again when there is room', async () => {
  const { disk, file, pass } = setUp();
  file.write('a\n');
  await settled();
  disk.isFull = true;
  for (const line of ['b\n', 'c\n']) file.write(line);
  await settled();
  file.write('d\n');
  expect(file.trouble()).toBe('ENOSPC: no space left on device; 3 lines lost');

  disk.isFull = false;
  file.write('still waiting\n');
  expect(disk.opened).toBe(1);
  pass(5_000);
  file.trouble();
  await settled();
  expect(file.trouble()).toBeNull();
  file.write('e\n');
  await settled();
  expect(disk.text).toMatch(/^a\n\n\{"level":"WARNING",.*"lost":4,.*written again"\}\ne\n$/);
});

it('does not try a full disk with every line', async () => {
  const { disk, file, pass } = setUp();
  disk.isFull = true;
  for (let n = 0; n < 100; n++) {
    file.write('a\n');
    await settled();
    pass(100);
  }
  expect(disk.opened).toBeLessThan(5);
});

it('writes again although the clock was set back meanwhile', async () => {
  const { disk, file, pass } = setUp();
  disk.isFull = true;
  file.write('a\n');
  await settled();
  disk.isFull = false;
  pass(-3_600_000);
  file.write('b\n');
  await settled();
  expect(file.trouble()).toBeNull();
  expect(disk.text).toContain('b\n');
});

it('drops lines rather than fill the memory when the disk does not keep up', async () => {
  const { disk, file } = setUp();
  disk.isStuck = true;
  const line = 'x'.repeat(1024 * 1024);
  for (let n = 0; n < 20; n++) file.write(line);
  expect(file.trouble()).toMatch(/does not keep up with the log; \d+ lines? lost/);
});
