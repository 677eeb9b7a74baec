import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface VendorReply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  /** Text is sent as it is, anything else as JSON; `never` keeps the caller waiting. */
  readonly body: unknown;
}
export type Respond = (path: string, body: string) => VendorReply | 'never';

/** A vendor on 127.0.0.1 that answers what `respond` says; it can be changed between requests. */
export async function serveVendor(): Promise<{
  readonly url: string;
  respond: Respond;
  requests: number;
  close(): Promise<void>;
}> {
  const server = createServer(async (request, response) => {
    vendor.requests += 1;
    let body = '';
    for await (const chunk of request) body += chunk;
    const reply = vendor.respond(request.url ?? '/', body);
    if (reply === 'never') return;
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const vendor = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    respond: (() => ({ status: 404, body: {} })) as Respond,
    requests: 0,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return vendor;
}
