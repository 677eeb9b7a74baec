import { isIP } from 'node:net';
import { z } from 'zod';
import { isEmail, isHost, isNetwork } from './address.ts';

export const tlsModes = ['self-signed', 'own', 'acme'] as const;
export type TlsMode = (typeof tlsModes)[number];
export const mostReplicas = 32;

const integer = (from: number, to: number) =>
  z
    .string()
    .refine(
      (text) => /^\d{1,6}$/.test(text) && Number(text) >= from && Number(text) <= to,
      `a whole number from ${from} to ${to}`,
    );
const port = integer(1, 65_535);
const replicas = integer(1, mostReplicas);
const amount = (what: string) =>
  z.string().refine((text) => /^\d{1,4}(\.\d{1,3})?$/.test(text) && Number(text) > 0, what);
const cpus = amount('a number of processors such as 2 or 0.5');
const memory = z.string().regex(/^[1-9]\d{0,5}[mg]$/i, 'an amount such as 512m or 4g');
const image = z.string().regex(/^[\w.:/@-]+$/, 'the name of an image, as docker pull takes it');
/** Members of a list separated by commas. */
export const listOf = (text: string): string[] =>
  text
    .split(',')
    .map((member) => member.trim())
    .filter(Boolean);
/** In the environment of containers, where a password does not belong. */
const proxy = z
  .string()
  .regex(/^https?:\/\/[^/@\s]+\/?$/, 'an address such as http://proxy.lan:3128, without a password');
const url = z.url({ protocol: /^https?$/, error: 'an http(s) address' });

export interface SettingRow {
  readonly schema: z.ZodType<string>;
  /** Written by `init`; null for names that need not be there. */
  readonly initial: string | null;
  readonly doc: string;
}
const row = (initial: string | null, schema: z.ZodType<string>, doc: string): SettingRow => ({
  schema,
  initial,
  doc,
});

/** Every name of `.env` that this program writes or reads, in the order a new file has them. */
export const settingsTable = {
  COMPOSE_PROJECT_NAME: row(
    'tradingagents',
    z.string().regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'lower case letters, digits, - and _'),
    'Name of this installation: prefix of its containers, networks and volumes. Another name is another, empty installation.',
  ),
  COMPOSE_FILE: row('docker-compose.yml', z.string().min(1), 'Compose files, separated by a colon.'),
  COMPOSE_PROFILES: row('', z.string(), 'Optional parts: tls (ACME), ha; separated by commas.'),
  PUBLIC_HOST: row(
    'localhost',
    z.string().refine(isHost, 'a host name or an address, without scheme or port'),
    'Name or address that users type.',
  ),
  PUBLIC_URL: row('https://localhost', url, 'Address that users type, with the port when it is not 443.'),
  TLS_MODE: row(
    'self-signed',
    z.enum(tlsModes, `one of ${tlsModes.join(', ')}`),
    'self-signed (own CA, for a LAN) | own (your files) | acme (Let’s Encrypt).',
  ),
  ACME_EMAIL: row(
    '',
    z.string().refine((text) => text === '' || isEmail(text), 'an e-mail address'),
    'Where an ACME authority writes to.',
  ),
  ACME_SERVER: row('https://acme-v02.api.letsencrypt.org/directory', url, 'Directory of the ACME authority.'),
  BIND_ADDRESS: row(
    '0.0.0.0',
    z.string().refine((text) => isIP(text) !== 0, 'an address of this machine'),
    'Address of this machine that is listened on; 0.0.0.0 for all.',
  ),
  HTTP_PORT: row('80', port, 'Answers ACME challenges and sends browsers on to HTTPS.'),
  HTTPS_PORT: row('443', port, 'The service.'),
  TRUSTED_PROXIES: row(
    '',
    z
      .string()
      .refine(
        (text) => listOf(text).every(isNetwork),
        'addresses or networks such as 10.0.0.0/8, separated by commas',
      ),
    'Proxies in front, such as a load balancer, whose word about the client’s address is believed; without it all its users share one address.',
  ),
  SIGN_INS_PER_MINUTE: row('30', integer(1, 6_000), 'Of one address, at the edge.'),
  REQUESTS_PER_ADDRESS: row(
    '128',
    integer(1, 512),
    'In flight at a time, of 512 in all: an office behind one address is many people, and four of them are all there is.',
  ),
  SOCKETS_PER_ADDRESS: row('1100', integer(1, 1_500), 'WebSockets at a time.'),
  IMAGE_PREFIX: row(
    null,
    z
      .string()
      .regex(
        /^[a-z\d][a-z\d._:/-]*\/$/,
        'a registry or name with a slash at its end, as registry.lan:5000/team/',
      ),
    'Before the names of the images built here: the registry that nodes pull from, or a name of this installation’s own.',
  ),
  IMAGE_TAG: row(
    '0.1.0',
    z.string().regex(/^[\w][\w.-]{0,127}$/, 'a tag of an image'),
    'Version of the images that runs.',
  ),
  BACKEND_REPLICAS: row('2', replicas, 'Changed by: sagacity deploy scale backend=3'),
  WORKER_REPLICAS: row('2', replicas, 'Changed by: sagacity deploy scale worker=3'),
  BACKEND_CPUS: row('2', cpus, 'Limits of each container; init lowers processors to what the host has.'),
  BACKEND_MEMORY: row('2g', memory, ''),
  WORKER_CPUS: row('2', cpus, ''),
  WORKER_MEMORY: row('2g', memory, ''),
  FRONTEND_CPUS: row('1', cpus, ''),
  FRONTEND_MEMORY: row('512m', memory, ''),
  NGINX_CPUS: row('1', cpus, ''),
  NGINX_MEMORY: row('960m', memory, 'For each processor of nginx: ADR 10 has the sum.'),
  MONGO_CPUS: row('2', cpus, ''),
  MONGO_MEMORY: row('4g', memory, ''),
  MONGO_CACHE_GB: row(
    '1.5',
    amount('gigabytes such as 1.5'),
    'Cache of the database, below half of its memory.',
  ),
  REDIS_CPUS: row('1', cpus, ''),
  REDIS_MEMORY: row('1g', memory, ''),
  REDIS_MAXMEMORY: row(
    null,
    z.string().regex(/^[1-9]\d{0,5}mb$/i, 'an amount such as 768mb'),
    'Below REDIS_MEMORY; 70 % of it where this is not set.',
  ),
  HTTPS_PROXY: row(
    null,
    proxy,
    'Proxy of this network, for building images and for what backend and worker fetch; docker pull takes the one of the engine.',
  ),
  HTTP_PROXY: row(null, proxy, ''),
  NO_PROXY: row(
    null,
    z.string(),
    'Names, domains and networks that are reached without it, separated by commas.',
  ),
  CA_BUNDLE: row(null, z.string(), 'Certificates that building images trusts besides the usual ones.'),
  DATA_PREFIX: row(
    null,
    z.string().regex(/^(\d{1,3}\.){2}\d{1,3}$/, 'three numbers such as 172.31.213'),
    'With ha: first three numbers of the data network’s addresses, which nothing else on this host may use.',
  ),
  COMMIT: row(null, z.string(), 'Written into the images as their revision.'),
  NODE_IMAGE: row(null, image, 'Base images, when a mirror or a local one stands in.'),
  NGINX_IMAGE: row(null, image, ''),
  MONGO_IMAGE: row(null, image, ''),
  REDIS_IMAGE: row(null, image, ''),
  CERTBOT_IMAGE: row(null, image, ''),
} as const satisfies Record<string, SettingRow>;

export type SettingName = keyof typeof settingsTable;
export type Settings = Readonly<Record<SettingName, string>>;
export const settingNames = Object.keys(settingsTable) as SettingName[];
