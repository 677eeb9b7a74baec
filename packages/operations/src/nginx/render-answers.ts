import { type ErrorCode, type ErrorReply, errorTable } from '@sagacity/contracts';
import { block } from './block.ts';

interface Answer {
  readonly code: ErrorCode;
  readonly message: string;
}

/** What nginx itself refuses, by the status it would have answered. */
const refusals: Readonly<Record<string, Answer & { readonly onStatus: number }>> = {
  '@too_large': {
    onStatus: 413,
    code: 'PAYLOAD_TOO_LARGE',
    message: 'the request body is larger than allowed here; split the file',
  },
  '@many_ranges': {
    onStatus: 416,
    code: 'TOO_MANY_RANGES',
    message: 'more than five ranges of a file at once; ask for the whole file',
  },
  '@not_here': { onStatus: 404, code: 'NOT_FOUND', message: 'there is nothing here' },
  '@too_many': {
    onStatus: 429,
    code: 'RATE_LIMITED',
    message: 'too many requests from this address; wait a few seconds',
  },
};

/** Why there is no answer, by `$outcome`. */
const silences = {
  late: {
    code: 'TIME_LIMIT_EXCEEDED',
    message: 'the server did not answer in time; try again in a few seconds',
  },
  slow: {
    code: 'TIME_LIMIT_EXCEEDED',
    message: 'the server did not answer in time; look whether the change was made before sending it again',
  },
  lost: {
    code: 'NOT_READY',
    message:
      'the server that had this request is gone; look whether the change was made before sending it again',
  },
  none: { code: 'NOT_READY', message: 'no server answers at the moment; try again in a few seconds' },
} as const satisfies Record<string, Answer>;

/** `error_page` lines of the refusals; the status is the answer's own. */
export const refusalPages: readonly string[] = Object.entries(refusals).map(
  ([name, { onStatus }]) => `error_page ${onStatus} = ${name};`,
);

const json = 'default_type "application/json; charset=utf-8";';

/** What nginx answers itself, in the shape and with the status of the API's errors. These named locations pass nothing on, so nothing is sent twice. */
export const renderAnswers = (): string =>
  [
    ...Object.entries(refusals).map(([name, answer]) => block(`location ${name}`, json, say(answer))),
    block(
      'location @no_answer',
      json,
      `if ($outcome = late) { ${say(silences.late)} }`,
      `if ($outcome = slow) { ${say(silences.slow)} }`,
      `if ($outcome = lost) { ${say(silences.lost)} }`,
      say(silences.none),
    ),
  ].join('\n');

function say({ code, message }: Answer): string {
  const body: ErrorReply = { error: { code, message, details: {}, requestId: '$trace_id' } };
  return `return ${errorTable[code].status} '${JSON.stringify(body)}';`;
}
