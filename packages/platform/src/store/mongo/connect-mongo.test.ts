import { Secret } from '@sagacity/kernel';
import { expect, it } from 'vitest';
import { connectMongo } from './connect-mongo.ts';

it('holds a bounded number of connections, so that many replicas do not exhaust the server', () => {
  const client = connectMongo(new Secret('mongodb://127.0.0.1:1/sagacity'));
  expect(client.options.maxPoolSize).toBe(30);
});
