import { api, errorReplySchema, type RouteContract } from '@sagacity/contracts';
import { expect, it, onTestFinished } from 'vitest';
import type { ZodType } from 'zod';
import { requestFrom } from '../../harness/request-from.ts';
import { openSignedInApp } from '../../harness/signed-in-app.ts';

const paths = ['/../x', '//x', '/%00', '/%', '/metrics', '/api/nothing', '/..%2f..%2fx'];
const texts = [
  '\u0000',
  '../x',
  '{"$gt":""}',
  '__proto__',
  '\u0301'.repeat(900),
  'x'.repeat(3_000),
  '0000-00-00',
];
const values = [
  null,
  1e308,
  -1,
  true,
  [],
  {},
  { $gt: '' },
  'x'.repeat(9_000),
  '2023-02-30',
  Array(3_000).fill('a'),
];
const forged = [
  ['createdAt', 'nameKey'].map((field) => [
    [
      [field, 1],
      ['_id', 1],
    ],
    [{ $gt: '' }, { $gt: '' }],
  ]),
]
  .flat()
  .map((cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url'));
const bodies = ['{', 'null', '[]', '1e400', '{"__proto__":{"x":1}}', '['.repeat(9_000)];
const shapeOf = (schema: unknown) => (schema as { shape?: Record<string, ZodType> })?.shape ?? {};
const fieldsOf = (schema: unknown) => Object.keys(shapeOf(schema));
const shown = (text: string) => JSON.stringify(text).slice(0, 40);

/** Every odd request to one row of the table. */
function* oddRequests({ method, path, query, body }: RouteContract) {
  const plain = path.replaceAll(/:\w+/g, 'x');
  if (path.includes(':'))
    for (const text of texts) yield { method, url: path.replaceAll(/:\w+/g, encodeURIComponent(text)) };
  for (const field of fieldsOf(query))
    for (const text of [...texts, ...forged])
      yield { method, url: `${plain}?${new URLSearchParams({ [field]: text })}` };
  if (!body) return;
  for (const text of bodies) yield { method, url: plain, body: text };
  for (const field of [...fieldsOf(body), 'misspelt'])
    for (const value of values) {
      if (value === true && shapeOf(body)[field]?.safeParse(true).success) continue; // a switch may be on
      yield { method, url: plain, body: JSON.stringify({ [field]: value }) };
    }
}

it('refuses odd shapes at every door in one shape, and writes no ERROR line', async ({ annotate }) => {
  const { app, client, close } = await openSignedInApp();
  onTestFinished(close);
  const headers = { authorization: `Bearer ${client.token}` };
  const faults: string[] = [];
  let asked = 0;
  const ask = async (wanted: { method: string; url: string; body?: string }, needsRefusal: boolean) => {
    asked++;
    const { status, body } = await requestFrom('127.0.0.2', `${app.url}${wanted.url}`, {
      ...wanted,
      headers,
    });
    const isRefused = status >= 400 && status < 500 && errorReplySchema.safeParse(tryJson(body)).success;
    if (!isRefused && (needsRefusal || status === 0 || status >= 300))
      faults.push(
        `${wanted.method} ${shown(wanted.url)} ${shown(wanted.body ?? '')}: ${status} ${shown(body)}`,
      );
  };
  for (const url of paths) await ask({ method: 'GET', url }, true);
  await ask({ method: 'QUERY', url: '/' }, true);
  for (const [name, route] of Object.entries(api) as [string, RouteContract][]) {
    if (name === 'signOut' || name === 'signIn') continue; // ends the session; is limited by address
    for (const wanted of oddRequests(route))
      await ask(wanted, wanted.body !== undefined && !wanted.body.endsWith(':null}'));
  }
  await annotate(`${asked} requests, ${faults.length} not refused as they should be`);
  expect(faults).toEqual([]);
  expect(
    app
      .output()
      .split('\n')
      .filter((text) => /"level":"?(ERROR|CRITICAL)/.test(text)),
  ).toEqual([]);
});

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
