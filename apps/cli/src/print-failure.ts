import { type ErrorReply, errorTable } from '@sagacity/contracts/errors';
import { isAppError, messageOf } from '@sagacity/kernel';
import { CommanderError } from 'commander';
import colors from 'picocolors';
import { isJsonPrinted, printJson } from './print-json.ts';

/** The exit code of the error table; 2 for a command line that cannot be understood. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : errorTable.VALIDATION_FAILED.exit;
  return errorTable[isAppError(error) ? error.code : 'INTERNAL'].exit;
}

/**
 * Says on stderr what went wrong; details line by line, a stack only for faults of the program. Who asked for JSON finds the error on
 * stdout too, when nothing is there yet.
 */
export function printFailure(error: unknown, { json }: { json: boolean }): void {
  if (json && !isJsonPrinted() && exitCodeOf(error) !== 0) printJson(errorDocument(error));
  if (error instanceof CommanderError) return; // commander has printed it
  const code = isAppError(error) ? error.code : 'INTERNAL';
  process.stderr.write(`${colors.red(code)} ${messageOf(error)}\n`);
  if (isAppError(error)) for (const line of detailLines(error.details)) process.stderr.write(`  ${line}\n`);
  else if (error instanceof Error) process.stderr.write(`${error.stack}\n`);
}

function errorDocument(error: unknown): { error: Omit<ErrorReply['error'], 'requestId'> } {
  const code = error instanceof CommanderError ? 'VALIDATION_FAILED' : 'INTERNAL';
  if (!isAppError(error)) return { error: { code, message: messageOf(error), details: {} } };
  return { error: { code: error.code, message: error.message, details: error.details } };
}

function detailLines(details: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(details).flatMap(([name, value]) =>
    Array.isArray(value)
      ? value.map((item) => `${name}: ${typeof item === 'object' ? JSON.stringify(item) : item}`)
      : [`${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`],
  );
}
