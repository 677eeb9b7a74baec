import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import {
  CreateBucketCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { Secret } from '@sagacity/kernel';
import { freePort } from '@sagacity/testkit/free-port';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadConfig } from '../config/index.ts';
import { openBlobs } from '../open/blobs.ts';
import { blobsConformance } from './blobs.conformance.ts';
import { openS3Blobs } from './open-s3-blobs.ts';

/** S3_ENDPOINT with S3_ACCESS_KEY and S3_SECRET_KEY name a server to test against; else moto (`pip install 'moto[server]'`) is started. */
const { S3_ENDPOINT, S3_ACCESS_KEY = 'test-key', S3_SECRET_KEY = 'test-secret' } = process.env;
const canRun = S3_ENDPOINT || spawnSync('moto_server', ['--help']).status === 0;
if (!canRun && process.env.CI)
  throw new Error("no S3 server: set S3_ENDPOINT, or pip install 'moto[server]'; the suite must run in CI");

describe.skipIf(!canRun)('blobs in S3 (set S3_ENDPOINT, or install moto_server, to run)', () => {
  let endpoint: string;
  let server: ChildProcess | null = null;
  let admin: S3Client;
  const bucket = `sagacity-${randomUUID().slice(0, 8)}`;

  beforeAll(async () => {
    endpoint = S3_ENDPOINT ?? (await startMoto());
    const credentials = { accessKeyId: S3_ACCESS_KEY, secretAccessKey: S3_SECRET_KEY };
    admin = new S3Client({ endpoint, credentials, region: 'us-east-1', forcePathStyle: true });
    const create = () => admin.send(new CreateBucketCommand({ Bucket: bucket }));
    await vi.waitFor(create, { timeout: 30_000, interval: 200 });
  });
  afterAll(async () => {
    admin?.destroy();
    if (server?.kill('SIGKILL')) await once(server, 'exit');
  });

  async function startMoto(): Promise<string> {
    const port = await freePort();
    server = spawn('moto_server', ['-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    return `http://127.0.0.1:${port}`;
  }

  async function open() {
    const incoming = await mkdtemp(join(tmpdir(), 'sagacity-blobs-'));
    const prefix = `${randomUUID().slice(0, 8)}/`;
    const keys = { accessKey: new Secret(S3_ACCESS_KEY), secretKey: new Secret(S3_SECRET_KEY) };
    const blobs = openS3Blobs({ endpoint, region: 'us-east-1', bucket, prefix, incoming, ...keys });
    return {
      blobs,
      prefix,
      async damage(key: string) {
        const target = { Bucket: bucket, Key: prefix + key };
        const { Body, Metadata } = await admin.send(new GetObjectCommand(target));
        const content = Buffer.from(await Body!.transformToByteArray());
        content[3]! ^= 1;
        await admin.send(new PutObjectCommand({ ...target, Metadata, Body: content }));
      },
      async close() {
        expect(await readdir(incoming)).toEqual([]);
        await blobs.close();
        await rm(incoming, { recursive: true });
      },
    };
  }
  blobsConformance('s3', open);

  it('uploads a large content in parts, and leaves none behind', async () => {
    const { blobs, close } = await open();
    const content = Buffer.alloc(20 * 1024 * 1024, 'a large backup ');
    const info = await blobs.put('large', Readable.from([content]));
    expect(info.bytes).toBe(content.length);
    expect((await buffer((await blobs.get('large')).content)).equals(content)).toBe(true);
    const left = await admin.send(new ListMultipartUploadsCommand({ Bucket: bucket }));
    expect(left.Uploads ?? []).toEqual([]);
    await close();
  });

  it('lists more keys than a page holds, and no object of others', async () => {
    const { blobs, prefix, close } = await open();
    const foreign = { Bucket: bucket, Key: `${prefix}exports/foreign`, Body: 'not ours' };
    await admin.send(new PutObjectCommand(foreign));
    const keys = Array.from({ length: 1_100 }, (_, n) => `exports/${String(n).padStart(5, '0')}`);
    for (let at = 0; at < keys.length; at += 50)
      await Promise.all(keys.slice(at, at + 50).map((key) => blobs.put(key, Readable.from([key]))));
    expect((await blobs.list('exports/')).map(({ key }) => key)).toEqual(keys);
    expect(await blobs.find('exports/foreign')).toBeNull();
    await close();
  });

  it('is what the configuration opens', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'sagacity-blobs-'));
    const environment = {
      SAGACITY_DATA_DIR: dataDir,
      SAGACITY_BLOBS_KIND: 's3',
      SAGACITY_BLOBS_ENDPOINT: endpoint,
      SAGACITY_BLOBS_BUCKET: bucket,
      SAGACITY_BLOBS_PREFIX: 'configured/',
      SAGACITY_BLOBS_ACCESS_KEY: S3_ACCESS_KEY,
      SAGACITY_BLOBS_SECRET_KEY: S3_SECRET_KEY,
    };
    const { blobs, close } = await openBlobs(loadConfig({ directory: dataDir, environment }));
    await blobs.put('exports/a.md', Readable.from(['text']));
    const { Body } = await admin.send(
      new GetObjectCommand({ Bucket: bucket, Key: 'configured/exports/a.md' }),
    );
    expect(await Body!.transformToString()).toBe('text');
    await close();
    await rm(dataDir, { recursive: true });
  });

  it('answers STORE_UNAVAILABLE for a bucket that is not there', async () => {
    const keys = { accessKey: new Secret(S3_ACCESS_KEY), secretKey: new Secret(S3_SECRET_KEY) };
    const place = { endpoint, region: 'us-east-1', bucket: 'no-such-bucket-here', prefix: '' };
    const blobs = openS3Blobs({ ...place, incoming: tmpdir(), ...keys });
    await expect(blobs.put('a', Readable.from(['a']))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await expect(blobs.list('')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await blobs.close();
  });
});
