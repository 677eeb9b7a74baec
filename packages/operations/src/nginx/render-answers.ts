import { type ErrorCode, type ErrorReply, errorTable } from '@sagacity/contracts';
import { block } from './block.ts';

interface Answer {
  readonly name: string;
  /** What nginx itself would have answered. */
  readonly onStatus: number;
  readonly code: ErrorCode;
  readonly message: string;
}

const notReady: Answer = {
  name: '@not_ready',
  onStatus: 502,
  code: 'NOT_READY',
  message: 'no server answers at the moment; try again in a few seconds',
};
const tooSlow: Answer = {
  name: '@too_slow',
  onStatus: 504,
  code: 'TIME_LIMIT_EXCEEDED',
  message: 'the server did not answer in time; look whether the change was made before sending it again',
};
const answers: readonly Answer[] = [
  {
    name: '@too_large',
    onStatus: 413,
    code: 'PAYLOAD_TOO_LARGE',
    message: 'the request body is larger than allowed here; split the file',
  },
  {
    name: '@too_many',
    onStatus: 429,
    code: 'RATE_LIMITED',
    message: 'too many requests from this address; wait a few seconds',
  },
  notReady,
  tooSlow,
];

/** What nginx answers itself, in the shape and with the status of the API's errors. These named locations pass nothing on, so nothing is sent twice. */
export function renderAnswers(): string {
  return answers.map(renderAnswer).join('\n');
}

/** The `error_page` line of one of these answers; the status is the answer's own. */
export function answerPage(name: Answer['name']): string {
  const { onStatus } = answers.find((answer) => answer.name === name) as Answer; // named in this folder only
  return `error_page ${onStatus} = ${name};`;
}

function renderAnswer(answer: Answer): string {
  return block(
    `location ${answer.name}`,
    'default_type "application/json; charset=utf-8";',
    ...(answer === tooSlow ? nobodyThere : []),
    say(answer),
  );
}

function say({ code, message }: Answer): string {
  const body: ErrorReply = { error: { code, message, details: {}, requestId: '$trace_id' } };
  return `return ${errorTable[code].status} '${JSON.stringify(body)}';`;
}

/** Where every connection timed out nothing was sent: no server is there, rather than a slow one. */
const nobodyThere = [
  '# Not one connection was made, so nothing was sent.',
  `if ($upstream_connect_time !~ [0-9]) { ${say(notReady)} }`,
];
