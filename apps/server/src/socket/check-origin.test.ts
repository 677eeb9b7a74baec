import { describe, expect, it } from 'vitest';
import { checkOrigin } from './check-origin.ts';

const config = { publicUrl: 'https://stocks.example', allowedOrigins: ['https://other.example'] };
const check =
  (origin: string | undefined, host = '127.0.0.1:8000') =>
  () =>
    checkOrigin({ headers: { origin }, host }, config);

describe('checkOrigin', () => {
  it.each([undefined, 'http://127.0.0.1:8000', 'https://stocks.example', 'https://other.example'])(
    'lets %s in',
    (origin) => expect(check(origin)).not.toThrow(),
  );

  it.each([
    'http://127.0.0.1:8001',
    'https://stocks.example.evil',
    'null',
    '',
    'https://127.0.0.1:8000@evil',
  ])('refuses %s', (origin) => expect(check(origin)).toThrow(expect.objectContaining({ code: 'FORBIDDEN' })));
});
