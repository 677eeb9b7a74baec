import type { Socket } from 'node:net';
import { type ErrorCode, type ErrorReply, errorTable } from '@sagacity/contracts';
import { newId } from '@sagacity/kernel';

/** What the HTTP parser itself gives up on, by its codes. */
const parserCodes: Record<string, ErrorCode> = {
  HPE_HEADER_OVERFLOW: 'PAYLOAD_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'PAYLOAD_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};
const messages: Partial<Record<ErrorCode, string>> = {
  PAYLOAD_TOO_LARGE: 'the headers are too large',
  REQUEST_TIMEOUT: 'the request did not arrive in time',
};

/** Answers what never became a request in the shape of every error, and closes. */
export function answerBrokenRequest(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = parserCodes[error.code ?? ''] ?? 'VALIDATION_FAILED';
  const requestId = newId('req');
  const message = messages[code] ?? 'this is no HTTP request';
  const body = JSON.stringify({ error: { code, message, details: {}, requestId } } satisfies ErrorReply);
  const head = [
    `HTTP/1.1 ${errorTable[code].status} `,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    `x-request-id: ${requestId}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroySoon());
}
