import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type OutboundOptions, openOutbound } from './open-outbound.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const open = (options: Partial<OutboundOptions> = {}) => openOutbound({ allowPrivate: true, ...options });
const refused = { code: 'ADDRESS_REFUSED' };

describe('openOutbound', () => {
  it('sends method, headers and body, and answers like fetch', async () => {
    const url = await serve(async (request, reply) => {
      const body = (await request.toArray()).join('');
      reply
        .setHeader('x-seen', String(request.headers['x-sent']))
        .writeHead(201)
        .end(`${request.method} ${body}`);
    });
    const reply = await open()(url, { method: 'POST', body: '气候', headers: { 'x-sent': 'yes' } });
    expect([reply.status, reply.headers.get('x-seen'), await reply.text()]).toEqual([
      201,
      'yes',
      'POST 气候',
    ]);
  });

  it('reads compressed and empty answers', async () => {
    const url = await serve((request, reply) => {
      if (request.url === '/none') return void reply.writeHead(204).end();
      reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(10_000)));
    });
    expect(await (await open()(url)).text()).toHaveLength(10_000);
    expect(await (await open()(`${url}/none`)).text()).toBe('');
  });

  it('passes a streamed answer on as it comes', async () => {
    let finish = () => {};
    const url = await serve((_request, reply) => {
      reply.write('first');
      finish = () => reply.end('last');
    });
    const reader = (await open()(url)).body?.getReader();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('first');
    finish();
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('last');
  });

  it.each([
    'http://127.0.0.1:1',
    'http://[::1]:1',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://169.254.169.254/',
  ])('refuses %s unless private addresses are allowed', async (url) =>
    expect(open({ allowPrivate: false })(url)).rejects.toMatchObject(refused),
  );

  it.each(['file:///etc/passwd', 'ftp://example.com/'])('refuses %s always', async (url) =>
    expect(open()(url)).rejects.toMatchObject(refused),
  );

  it.each(['http://localhost./', 'http://ip6-localhost/', 'http://metadata.google.internal/'])(
    'refuses %s by its name, whatever it resolves to and also when it does not',
    async (url) => {
      const resolving = async () => [{ address: '8.8.8.8', family: 4 }];
      for (const resolve of [resolving, async () => []])
        await expect(open({ allowPrivate: false, resolve })(url)).rejects.toMatchObject(refused);
    },
  );

  it('refuses a name when any of its addresses is private', async () => {
    const resolve = async () => [
      { address: '8.8.8.8', family: 4 },
      { address: '10.0.0.1', family: 4 },
    ];
    const outbound = open({ allowPrivate: false, resolve });
    await expect(outbound('http://rebinding.example/')).rejects.toMatchObject(refused);
  });

  it('connects to the screened address without resolving again', async () => {
    const url = new URL(await serve((request, reply) => reply.end(request.headers.host)));
    const resolve = vi.fn(async () => [{ address: '127.0.0.1', family: 4 }]);
    const reply = await open({ resolve })(`http://vendor.example:${url.port}/`);
    expect(await reply.text()).toBe(`vendor.example:${url.port}`);
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  it('screens where a redirect leads', async () => {
    const url = await serve((request, reply) => {
      const location = request.url === '/file' ? 'file:///etc/passwd' : 'http://inside.example/';
      reply.writeHead(302, { location }).end();
    });
    await expect(open()(`${url}/file`)).rejects.toMatchObject(refused);
    const resolve = vi.fn(async () => Promise.reject(new Error('no such name')));
    await expect(open({ resolve })(url)).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
    expect(resolve).toHaveBeenCalledWith('inside.example');
  });

  it('follows no more redirects than allowed', async () => {
    const url = await serve((_request, reply) => reply.writeHead(302, { location: '/again' }).end());
    await expect(open()(url)).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
  });

  it('leaves credentials behind when a redirect changes the origin', async () => {
    const target = await serve((request, reply) => reply.end(String(request.headers.authorization)));
    const url = await serve((_request, reply) => reply.writeHead(307, { location: target }).end());
    const headers = { authorization: 'Bearer key' };
    expect(await (await open()(url, { headers })).text()).toBe('undefined');
    expect(await (await open()(target, { headers })).text()).toBe('Bearer key');
  });

  it('does not carry a body, which may hold a token, to another origin', async () => {
    const seen: string[] = [];
    const target = await serve((request, reply) => {
      seen.push(request.url ?? '');
      reply.end();
    });
    const url = await serve((_request, reply) => reply.writeHead(307, { location: target }).end());
    const posted = open()(url, { method: 'POST', body: '{"token":"t"}' });
    await expect(posted).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
    expect(seen).toEqual([]);
  });

  it('gives up on an answer that takes too long, before and inside its body', async () => {
    const url = await serve((request, reply) => {
      if (request.url === '/body') reply.write('first');
    });
    const limited = { code: 'TIME_LIMIT_EXCEEDED' };
    await expect(open({ timeoutMs: 50 })(url)).rejects.toMatchObject(limited);
    const reply = await open({ timeoutMs: 50 })(`${url}/body`);
    await expect(reply.text()).rejects.toMatchObject(limited);
  });

  it('stops reading an answer that is too large, also when it was small compressed', async () => {
    const url = await serve((_request, reply) => {
      reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_000_000)));
    });
    const reply = await open({ maxBytes: 10_000 })(url);
    await expect(reply.text()).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });

  it('stops when the caller aborts', async () => {
    const url = await serve(() => {});
    const abort = new AbortController();
    const reply = open()(url, { signal: abort.signal });
    abort.abort();
    await expect(reply).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('says which host did not answer', async () => {
    const url = await serve((request) => request.socket.destroy());
    await expect(open()(url)).rejects.toMatchObject({
      code: 'UPSTREAM_FAILED',
      details: { host: new URL(url).host },
    });
  });

  describe('through a proxy', () => {
    /** Notes what it is asked for and passes everything on to `target`. */
    async function serveProxy(target: string) {
      const asked: string[] = [];
      const to = new URL(target);
      const proxy = new URL(
        await serve((request, reply) => {
          asked.push(`${request.method} ${request.url} as ${request.headers['proxy-authorization']}`);
          reply.end('from the proxy');
        }),
      );
      servers.at(-1)?.on('connect', (request, client: Duplex) => {
        asked.push(`CONNECT ${request.url}`);
        const onward = connect(Number(to.port), to.hostname, () => {
          client.write('HTTP/1.1 200 OK\r\n\r\n');
          onward.pipe(client).pipe(onward);
        });
        onward.on('error', () => client.destroy());
        client.on('error', () => onward.destroy());
      });
      return { asked, proxy };
    }
    const nowhere = async () => Promise.reject(new Error('no such name'));

    it('asks the proxy by name, also where no public name resolves', async () => {
      const { asked, proxy } = await serveProxy('http://127.0.0.1:1');
      proxy.username = 'me';
      proxy.password = 'secret';
      const outbound = open({
        allowPrivate: false,
        resolve: nowhere,
        proxies: { https: proxy, http: proxy, except: [] },
      });
      expect(await (await outbound('http://vendor.example/bars?x=1')).text()).toBe('from the proxy');
      expect(asked).toEqual(['GET http://vendor.example/bars?x=1 as Basic bWU6c2VjcmV0']);
    });

    it('makes a tunnel for https, whose end must have a good certificate', async () => {
      const { asked, proxy } = await serveProxy(await serve((_request, reply) => reply.end()));
      const outbound = open({
        allowPrivate: false,
        resolve: nowhere,
        proxies: { https: proxy, http: null, except: [] },
      });
      await expect(outbound('https://vendor.example/')).rejects.toMatchObject({ code: 'UPSTREAM_FAILED' });
      expect(asked).toEqual(['CONNECT vendor.example:443']);
    });

    it.each([
      'http://10.0.0.1/',
      'http://169.254.169.254/',
      'http://metadata/',
      'https://db.internal/',
      'http://localhost./',
      'http://ip6-localhost/',
      'http://nas.local/',
    ])('refuses %s, which the proxy could reach', async (url) => {
      const { asked, proxy } = await serveProxy('http://127.0.0.1:1');
      const outbound = open({
        allowPrivate: false,
        resolve: nowhere,
        proxies: { https: proxy, http: proxy, except: [] },
      });
      await expect(outbound(url)).rejects.toMatchObject(refused);
      expect(asked).toEqual([]);
    });

    it('screens where a redirect leads, and refuses a name that resolves to a private address', async () => {
      const { proxy } = await serveProxy('http://127.0.0.1:1');
      servers.at(-1)?.removeAllListeners('request');
      servers
        .at(-1)
        ?.on('request', (_request, reply) =>
          reply.writeHead(302, { location: 'http://169.254.169.254/latest' }).end(),
        );
      const proxies = { https: proxy, http: proxy, except: [] };
      await expect(
        open({ allowPrivate: false, resolve: nowhere, proxies })('http://vendor.example/'),
      ).rejects.toMatchObject(refused);
      const resolve = async () => [{ address: '10.0.0.1', family: 4 }];
      await expect(
        open({ allowPrivate: false, resolve, proxies })('http://vendor.example/'),
      ).rejects.toMatchObject(refused);
    });

    it('goes straight to this machine and to what is excepted', async () => {
      const url = await serve((_request, reply) => reply.end('straight'));
      const { asked, proxy } = await serveProxy('http://127.0.0.1:1');
      const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
      const outbound = open({ resolve, proxies: { https: proxy, http: proxy, except: ['corp.example'] } });
      expect(await (await outbound(url)).text()).toBe('straight');
      expect(await (await outbound(`http://models.corp.example:${new URL(url).port}`)).text()).toBe(
        'straight',
      );
      expect(asked).toEqual([]);
    });
  });
});
