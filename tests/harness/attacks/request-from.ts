import { request } from 'node:http';

export interface Answer {
  readonly status: number;
  readonly body: string;
  readonly ms: number;
}

interface Wanted {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** One request from an address of this host (127.0.0.0/8 are all its own), on a connection of its own; status 0: cut off without an answer. */
export function requestFrom(localAddress: string, url: string, wanted: Wanted = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = wanted;
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const end = (status: number, text: string) =>
      resolve({ status, body: text, ms: Math.round(performance.now() - startedMs) });
    const sent = request(
      url,
      {
        method,
        localAddress,
        agent: false,
        headers: {
          ...headers,
          ...(body !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
          }),
        },
      },
      (reply) => {
        let text = '';
        reply.on('data', (chunk) => {
          text += chunk;
        });
        reply.on('close', () => end(reply.statusCode ?? 0, text));
      },
    );
    sent.on('error', () => end(0, ''));
    sent.end(body);
  });
}
