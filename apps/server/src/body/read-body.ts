import type { Readable } from 'node:stream';
import { AppError } from '@sagacity/kernel';

export interface ReadingLimits {
  readonly maxBytes: number;
  /** For the first bytes. */
  readonly graceMs: number;
  /** After that a body keeps up with this on average, or is given up. */
  readonly bytesPerSecond: number;
}

const leastPauseMs = 20;

/** The whole body. Throws PAYLOAD_TOO_LARGE, REQUEST_TIMEOUT when it does not get on, VALIDATION_FAILED when it is cut off. */
export function readBody(payload: Readable, limits: ReadingLimits): Promise<Buffer> {
  const { maxBytes, graceMs, bytesPerSecond } = limits;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const startedMs = performance.now();
    let received = 0;
    let timer: NodeJS.Timeout | undefined;

    const end = (error: AppError | null) => {
      clearTimeout(timer);
      payload.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
      payload.on('error', () => {}); // what comes after the answer concerns nobody
      if (error) reject(error);
      else resolve(Buffer.concat(chunks, received));
    };
    const onData = (chunk: Buffer) => {
      received += chunk.length;
      if (received > maxBytes) end(tooLarge(maxBytes));
      else chunks.push(chunk);
    };
    const onEnd = () => end(null);
    const onCut = () => end(new AppError('VALIDATION_FAILED', 'the body was cut off'));
    const leftMs = () => graceMs + (received / bytesPerSecond) * 1_000 - (performance.now() - startedMs);
    const look = () => {
      timer = setTimeout(
        () => (leftMs() > 0 ? look() : lookAgain(received)),
        Math.max(leastPauseMs, leftMs()),
      );
    };
    // A process that stood still itself reads what waits before it blames the sender.
    const lookAgain = (before: number) =>
      setImmediate(() => {
        if (received > before) look();
        else end(new AppError('REQUEST_TIMEOUT', 'the body did not get on; send it faster', { received }));
      });

    payload.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
    look();
  });
}

export const tooLarge = (maxBytes: number): AppError =>
  new AppError('PAYLOAD_TOO_LARGE', `the body is larger than ${maxBytes} bytes`, { maxBytes });
