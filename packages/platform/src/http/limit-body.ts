import { AppError } from '@sagacity/kernel';

export interface BodyLimit {
  readonly maxBytes: number;
  readonly host: string;
  /** The failure a broken stream is reported as. */
  readonly asFailure: (error: unknown) => unknown;
}

/** The same reply; reading its body fails with PAYLOAD_TOO_LARGE once it is longer than allowed. */
export function limitBody(reply: Response, { maxBytes, host, asFailure }: BodyLimit): Response {
  if (!reply.body) return reply;
  const reader = reply.body.getReader();
  let bytes = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        bytes += value.byteLength;
        if (bytes > maxBytes)
          throw new AppError('PAYLOAD_TOO_LARGE', `${host}: answered more than ${maxBytes} bytes`, { host });
        controller.enqueue(value);
      } catch (error) {
        controller.error(asFailure(error));
        await reader.cancel().catch(() => undefined);
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const { status, statusText, headers } = reply;
  return new Response(body, { status, statusText, headers });
}
