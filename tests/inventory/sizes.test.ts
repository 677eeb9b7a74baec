import { api, bodyBytes, type RouteContract, socketRequestSchema } from '@sagacity/contracts';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { readFiles } from './read-files.ts';
import { openIn, unboundedIn } from './unbounded-in.ts';

const rows = Object.entries(api) as [string, RouteContract][];
const faultsOf = (name: string, route: Pick<RouteContract, 'params' | 'query' | 'body'>) => [
  ...(['params', 'query', 'body'] as const).flatMap((part) =>
    route[part] ? unboundedIn(route[part], `${name} ${part}`) : [],
  ),
  ...(route.body ? openIn(route.body, `${name} body`) : []),
];

it('gives everything a route or a socket takes a largest size, and no body a key it does not know', () => {
  expect(rows.flatMap(([name, route]) => faultsOf(name, route))).toEqual([]);
  expect(unboundedIn(socketRequestSchema, 'socket')).toEqual([]);
});

it('names a text, list, number or record without one, however deep', () => {
  const planted = z.object({
    name: z.string().min(1),
    tags: z.array(z.string().max(3)).optional(),
    nested: z.strictObject({ items: z.array(z.object({ note: z.string() })).max(3), count: z.int() }),
    more: z.record(z.string(), z.string()).default({}),
    any: z.unknown(),
    split: z.string().transform((text) => text.split(',')),
    either: z.union([z.literal('x'), z.string()]),
  });
  expect(faultsOf('planted', { body: planted, query: z.object({ q: z.url() }) })).toEqual([
    'planted query.q: text without a largest size',
    'planted body.name: text without a largest size',
    'planted body.tags: list without a largest size',
    'planted body.nested.items[].note: text without a largest size',
    'planted body.nested.count: number without a largest size',
    'planted body.more: record without a largest size',
    'planted body.any: unknown without a largest size',
    'planted body.split: text without a largest size',
    'planted body.either: text without a largest size',
    'planted body: takes keys it does not know',
    'planted body.nested.items[]: takes keys it does not know',
  ]);
});

it('lets a public route take no more than the others of its kind', () => {
  const larger = rows.filter(([, route]) => route.policy === 'public' && route.maxBodyBytes !== undefined);
  expect(larger).toEqual([]);
  expect(bodyBytes.public).toBe(16 * 1_024);
});

const sources = readFiles('packages/*/src/**/*.ts', 'apps/{server,cli}/src/**/*.ts');
const normalising = (files: Iterable<[string, string]>) =>
  [...files].filter(([, text]) => /\.normalize\(/.test(text)).map(([path]) => path);

it('normalises text in one place, which cuts it before', () => {
  expect(normalising(sources)).toEqual(['packages/kernel/src/plain-form.ts']);
  expect(normalising([['planted.ts', "name.normalize('NFKC')"]])).toEqual(['planted.ts']);
});
