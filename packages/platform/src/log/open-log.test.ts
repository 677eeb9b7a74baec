import { setImmediate } from 'node:timers/promises';
import { AppError, Secret } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import type { LogLevel } from './log.ts';
import { logFormatOf, openLog } from './open-log.ts';
import { withRequestId } from './request-scope.ts';

function capture(level: LogLevel = 'DEBUG', format: 'json' | 'text' = 'json') {
  const lines: string[] = [];
  const log = openLog({ level, format, output: { write: (line) => lines.push(line) } });
  return { log, lines, last: () => JSON.parse(lines.at(-1) ?? '{}') };
}

describe('openLog', () => {
  it('names its five levels in capitals and leaves out what is below', () => {
    const { log, lines } = capture('WARNING');
    for (const level of ['debug', 'info', 'warning', 'error', 'critical'] as const) log[level]({}, 'said');
    expect(lines.map((line) => JSON.parse(line).level)).toEqual(['WARNING', 'ERROR', 'CRITICAL']);
  });

  it('puts the request id on every line of a request, across awaits and children', async () => {
    const { log, lines } = capture();
    const child = log.child({ part: 'x' });
    await Promise.all(
      ['a', 'b'].map((id) =>
        withRequestId(id, async () => {
          await setImmediate();
          child.info({ id }, 'said');
        }),
      ),
    );
    log.info({}, 'outside');
    const ids = lines.map((line) => JSON.parse(line)).map(({ id, requestId }) => [id, requestId]);
    expect(ids).toEqual([
      ['a', 'a'],
      ['b', 'b'],
      [undefined, undefined],
    ]);
  });

  it('never writes a secret, whatever its depth', () => {
    const { log, lines } = capture();
    const hidden = 'open sesame';
    log.info({ key: new Secret(hidden), deep: { er: { key: new Secret(hidden) } } }, 'typed');
    log.info({ password: hidden, body: { apiKey: hidden }, a: { headers: { cookie: hidden } } }, 'named');
    expect(lines.join('')).not.toContain(hidden);
  });

  it('writes an error with code, stack and cause', () => {
    const { log, last } = capture();
    log.error({ error: new AppError('NOT_FOUND', 'no such run', {}, new Error('below')) }, 'failed');
    expect(last().error).toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('no such run'),
    });
    expect(last().error.stack).toContain('below');
  });

  it('is readable as text', () => {
    const { log, lines } = capture('INFO', 'text');
    log.info({ port: 8000, host: 'x' }, 'listening');
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} .*INFO.* listening port=8000 host=x\n$/);
  });

  it('chooses text on a terminal only', () => {
    expect([logFormatOf('auto', true), logFormatOf('auto', false), logFormatOf('json', true)]).toEqual([
      'text',
      'json',
      'json',
    ]);
  });
});
