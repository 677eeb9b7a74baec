import { CommanderError } from 'commander';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';

let printed: string;
beforeEach(() => {
  printed = '';
  vi.resetModules();
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
  onTestFinished(() => void vi.restoreAllMocks());
});

/** Of the modules as they are loaded for this test. */
const conflict = async () => {
  const { AppError } = await import('@sagacity/kernel');
  return new AppError('CONFLICT', 'it runs elsewhere', { volume: ['a', 'b'] });
};
const print = async (error: unknown, json = true, before?: object) => {
  const { printJson } = await import('./print-json.ts');
  const { printFailure } = await import('./print-failure.ts');
  if (before) printJson(before);
  printFailure(error, { json });
  return printed === '' ? null : JSON.parse(printed);
};

it('prints the error as JSON to who asked for JSON, and to nobody else', async () => {
  expect(await print(await conflict(), false)).toBe(null);
  expect(await print(await conflict())).toEqual({
    error: { code: 'CONFLICT', message: 'it runs elsewhere', details: { volume: ['a', 'b'] } },
  });
});

it('prints a command line that is wrong as such, and help as no error', async () => {
  expect(await print(new CommanderError(0, 'commander.help', '(outputHelp)'))).toBe(null);
  expect(await print(new CommanderError(1, 'commander.unknownOption', 'unknown option --x'))).toEqual({
    error: { code: 'VALIDATION_FAILED', message: 'unknown option --x', details: {} },
  });
});

it('prints one document only: a bad status stays the answer', async () => {
  expect(await print(await conflict(), true, { isHealthy: false })).toEqual({ isHealthy: false });
});
