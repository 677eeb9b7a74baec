import { Secret } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { parseMongoUri } from './parse-mongo-uri.ts';

describe('parseMongoUri', () => {
  it('names members, database, user and password', () => {
    const uri = new Secret(
      'mongodb://sagacity:p%40ss@mongodb:27017,mongodb-2:27017/tradingagents?replicaSet=rs0',
    );
    const { password, ...rest } = parseMongoUri(uri, 'store_uri');
    expect(rest).toEqual({
      members: ['mongodb:27017', 'mongodb-2:27017'],
      database: 'tradingagents',
      user: 'sagacity',
    });
    expect(password.reveal()).toBe('p@ss');
  });

  it('refuses another shape and does not show it', () => {
    const parse = () => parseMongoUri(new Secret('mongodb://hunter2@mongodb'), 'store_uri');
    expect(parse).toThrow('store_uri is no mongodb://');
    expect(parse).not.toThrow('hunter2');
  });
});
