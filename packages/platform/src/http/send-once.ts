import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import type { ResolvedAddress, Way } from './screen-address.ts';

export interface SendOnce {
  readonly request: Request;
  readonly body: Uint8Array | null;
  readonly way: Way;
  readonly signal: AbortSignal;
}

const withoutBody = new Set([204, 205, 304]);

/** One request over one connection of its own; redirects are answers. */
export function sendOnce({ request, body, way, signal }: SendOnce): Promise<Response> {
  const url = new URL(request.url);
  const { request: open } = url.protocol === 'https:' ? https : http;
  const headers: Record<string, string> = { 'accept-encoding': 'gzip, br' };
  for (const [name, value] of request.headers) headers[name] = value;
  if (body) headers['content-length'] = String(body.byteLength);
  return new Promise((resolve, reject) => {
    const straight = { agent: false, lookup: pinnedTo(way.addresses) };
    const route = way.proxy ? { agent: agentFor(way.proxy, url) } : straight;
    const options = { method: request.method, headers, signal, ...route };
    const sent = open(url, options, (message) => resolve(toResponse(message)));
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

const agentFor = (proxy: URL, url: URL): http.Agent =>
  url.protocol === 'https:' ? new HttpsProxyAgent(proxy) : new HttpProxyAgent(proxy);

/** Answers every lookup with the screened addresses, so that the name cannot mean another one by now. */
const pinnedTo =
  (addresses: readonly ResolvedAddress[]): LookupFunction =>
  (_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };

function toResponse(message: IncomingMessage): Response {
  const headers = new Headers();
  for (let i = 0; i + 1 < message.rawHeaders.length; i += 2)
    headers.append(message.rawHeaders[i] ?? '', message.rawHeaders[i + 1] ?? '');
  const status = message.statusCode ?? 502;
  if (withoutBody.has(status)) {
    message.resume();
    return new Response(null, { status, headers });
  }
  const decoded = decode(message);
  if (decoded !== message) {
    headers.delete('content-encoding');
    headers.delete('content-length');
  }
  const body = Readable.toWeb(decoded) as ReadableStream<Uint8Array>; // node's and the DOM's types of one class
  return new Response(body, { status, statusText: message.statusMessage ?? '', headers });
}

function decode(message: IncomingMessage): Readable {
  const decoders: Record<string, () => NodeJS.ReadWriteStream & Readable> = {
    gzip: createGunzip,
    br: createBrotliDecompress,
    deflate: createInflate,
  };
  const decoder = decoders[message.headers['content-encoding']?.toLowerCase() ?? '']?.();
  if (!decoder) return message;
  message.on('error', (error) => decoder.destroy(error));
  decoder.on('close', () => message.destroy());
  return message.pipe(decoder);
}
