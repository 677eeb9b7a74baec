import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@sagacity/kernel';
import { silentLog } from '@sagacity/platform/log/index';
import { afterAll, describe, expect, it } from 'vitest';
import { loadConfig } from '../config.ts';
import { openServices } from '../open-services.ts';
import { copyMarks } from './documents.ts';

describe('a store that is being copied into', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sagacity-copies-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const config = loadConfig({ directory, environment: {} });
  const open = () => openServices({ config, clock: systemClock, log: silentLog });
  const mark = { _id: 'incoming', source: 'mongodb://a/prod', startedAt: new Date(0) } as const;

  it('is opened by no command until the copy is finished, and the refusal says what to run', async () => {
    const first = await open();
    await first.store.collection(copyMarks).insertOne({ ...mark, finishedAt: null });
    await expect(open()).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringMatching(/from mongodb:\/\/a\/prod .* run sagacity store copy again/),
    });
    await first.store
      .collection(copyMarks)
      .replaceOne({ _id: 'incoming' }, { ...mark, finishedAt: new Date(1) });
    await (await open()).close();
    await first.close();
  });
});
