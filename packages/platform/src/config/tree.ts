import { Secret } from '@sagacity/kernel';
import { z } from 'zod';

/** A value that is never printed; every secret may also be given as a file with the suffix `File` / `_FILE`. */
const secret = (description: string, text: z.ZodString = z.string()) =>
  text
    .min(1)
    .transform((value) => new Secret(value))
    .nullable()
    .default(null)
    .meta({ description, secret: true });

const section = <T extends z.ZodRawShape>(shape: T, description: string) =>
  z
    .strictObject(shape)
    .prefault({} as never)
    .meta({ description }); // every knob has a default, which T does not say

const proxyUrl = z
  .string()
  .refine(
    (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''),
    'must be http://[user:password@]host:port; SOCKS is not supported',
  );

const originSchema = z.url().refine((text) => new URL(text).origin === text, 'scheme, host and port only');

/**
 * Every knob, with its type, default and description. The loader, `.env.example`, the reference page and `config show` are
 * all made from this tree. A path `store.uri` is `uri` under `[store]` in TOML and `SAGACITY_STORE_URI` in the environment.
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
      'Address users type, without a path. With https, cookies are sent over TLS only. Null: the host and port above.',
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
  session: section(
    {
      accessMinutes: z.int().min(1).max(60).default(15).describe('Life of an access token.'),
      refreshDays: z.int().min(1).max(365).default(30).describe('Life of an unused sign-in.'),
    },
    'Sign-ins',
  ),
  lockout: section(
    {
      accountAttempts: z
        .int()
        .min(3)
        .max(100)
        .default(5)
        .describe(
          'Failed sign-ins of one account from one address before waiting begins; four times as many from addresses it never signed in from.',
        ),
      addressAttempts: z
        .int()
        .min(3)
        .max(1000)
        .default(20)
        .describe('Failed sign-ins from one address before waiting begins.'),
      firstDelaySeconds: z
        .int()
        .min(1)
        .max(3600)
        .default(30)
        .describe('First wait; each next is twice as long.'),
      maxDelayMinutes: z.int().min(1).max(1440).default(60).describe('Longest wait.'),
    },
    'Waiting after failed sign-ins',
  ),
  limits: section(
    {
      bodyMb: z.int().min(1).max(512).default(32).describe('Largest request body, in MB.'),
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
  market: section(
    {
      tushareToken: secret('Token of Tushare. A key stored in the settings goes first.'),
      alphaVantageKey: secret('Key of Alpha Vantage. A key stored in the settings goes first.'),
    },
    'Market data vendors',
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
  llm: section(
    {
      allowPrivateAddresses: z
        .boolean()
        .default(false)
        .describe('Allow model vendors on private or local addresses, such as Ollama on this machine.'),
    },
    'Model vendors',
  ),
});

export type Config = z.output<typeof configTree>;
