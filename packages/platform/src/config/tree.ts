import { z } from 'zod';
import { secret, section } from './section.ts';

const proxyUrl = z
  .string()
  .refine(
    (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
    'must be http://[user:password@]host:port; SOCKS is not supported',
  );

const originSchema = z.url().refine((text) => new URL(text).origin === text, 'scheme, host and port only');

/**
 * The knobs of the program itself, with type, default and description; features declare theirs. The loader, `.env.example`, the reference
 * page and `config show` are all made from the whole. A path `store.uri` is `uri` under `[store]` in TOML and `SAGACITY_STORE_URI` in the environment.
 */
export const configTree = z.strictObject({
  role: z
    .enum(['all', 'api', 'worker'])
    .default('all')
    .describe(
      'What this process does: api serves, worker executes runs and schedules, all does both. api and worker need MongoDB, Redis and the keys of the installation.',
    ),
  host: z.string().min(1).default('127.0.0.1').describe('Address to listen on; 0.0.0.0 for all.'),
  port: z.int().min(0).max(65_535).default(8000).describe('Port to listen on; 0 picks a free one.'),
  dataDir: z.string().min(1).default('./data').describe('Directory of the database, keys and files.'),
  logLevel: z
    .enum(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'])
    .default('INFO')
    .describe('Lowest level that is written.'),
  logFormat: z
    .enum(['auto', 'json', 'text'])
    .default('auto')
    .describe('auto is text on a terminal, else JSON lines.'),
  logDir: z
    .string()
    .min(1)
    .nullable()
    .default(null)
    .describe('Directory of rotated log files, JSON lines beside standard error. Null: no files.'),
  publicUrl: originSchema
    .nullable()
    .default(null)
    .describe(
      'Address users type, without a path. With https, cookies are sent over TLS only. Without trusted proxies, requests that name a host with a dot other than this, an address or an allowed origin are refused. Null: the host and port above.',
    ),
  allowedOrigins: z
    .array(originSchema)
    .default([])
    .describe('Other origins whose pages may call the API and open its WebSocket.'),
  trustedProxies: z
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe(
      'Reverse proxies in front, of which each adds to X-Forwarded-For. The client is the entry the outermost one added.',
    ),
  shutdownGraceSeconds: z
    .int()
    .min(1)
    .max(600)
    .default(20)
    .describe('On SIGTERM, how long running work may take to end.'),

  admin: section(
    {
      password: secret('First password of the account `admin`, read on the first start only. Null: random.'),
    },
    'The first account',
  ),
  security: section(
    {
      signingSecret: secret(
        'Signs sessions, at least 32 characters; a second line is another key whose sessions are accepted. Null: generated into the data directory on first start.',
      ),
      encryptionKey: secret(
        'Encrypts stored vendor keys, at least 32 characters; a second line is another key that opens them. Null: generated into the data directory on first start.',
      ),
    },
    'Keys of this installation; every replica needs the same',
  ),
  limits: section(
    {
      bodyMb: z
        .int()
        .min(1)
        .max(512)
        .default(32)
        .describe(
          'Largest import, in MB; twice that is received at a time. Other requests take up to 64 KB.',
        ),
      signInsPerMinute: z.int().min(1).max(10_000).default(30).describe('Sign-in requests per address.'),
      concurrentRuns: z
        .int()
        .min(1)
        .max(1000)
        .default(4)
        .describe('Runs this process executes at the same time; more wait in the queue.'),
      socketsPerAccount: z.int().min(1).max(1000).default(20).describe('Open WebSockets per account.'),
    },
    'Limits of the API',
  ),
  store: section(
    {
      kind: z.enum(['sqlite', 'mongodb']).default('sqlite').describe('Where documents live.'),
      uri: secret('MongoDB connection string with the database name; needed by mongodb.'),
    },
    'Documents',
  ),
  redis: section(
    {
      url: secret(
        'Queue, cache and live events: redis://, rediss:// or redis+sentinel://:password@host:26379,host:26379/master-name. Null: they live in the data directory.',
      ),
    },
    'Redis',
  ),
  blobs: section(
    {
      kind: z
        .enum(['directory', 's3'])
        .default('directory')
        .describe('Where exports and backups go: the data directory, or an S3-compatible store.'),
      endpoint: z
        .url({ protocol: /^https?$/ })
        .nullable()
        .default(null)
        .describe('Address of an S3-compatible store. Null: that of AWS for the region.'),
      region: z.string().min(1).default('us-east-1').describe('Region of the bucket.'),
      bucket: z.string().min(3).max(63).nullable().default(null).describe('Bucket; needed by s3.'),
      prefix: z
        .string()
        .regex(/^([\w.-]+\/)*$/, 'names each ended by a slash, such as sagacity/')
        .default('')
        .describe('Put before every key, such as `sagacity/`.'),
      accessKey: secret('Access key; needed by s3.'),
      secretKey: secret('Secret key; needed by s3.'),
    },
    'Exports and backups',
  ),
  proxy: section(
    {
      https: secret(
        'Proxy of https requests to vendors, http://[user:password@]host:port. Null: what HTTPS_PROXY says.',
        proxyUrl,
      ),
      http: secret('The same for http requests. Null: what HTTP_PROXY says.', proxyUrl),
      except: z
        .array(z.string().min(1))
        .nullable()
        .default(null)
        .describe(
          'Hosts, .domains, networks (10.0.0.0/8) that are reached without it. Null: what NO_PROXY says.',
        ),
    },
    'Proxy of outgoing requests',
  ),
});

export type Config = z.output<typeof configTree>;
