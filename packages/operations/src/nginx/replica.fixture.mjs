// A backend, frontend and WebSocket echo in one, run in a container without any package but ws.
import { createServer } from 'node:http';
import { hostname } from 'node:os';
import { WebSocketServer } from 'ws';

let known = 0;
const server = createServer((request, reply) => {
  const { pathname } = new URL(request.url, 'http://replica');
  const json = (status, body) =>
    reply
      .writeHead(status, {
        'content-type': 'application/json',
        'cache-control': 'public, max-age=60',
        'x-frame-options': 'SAMEORIGIN',
      })
      .end(JSON.stringify(body));
  const token = request.headers.authorization ?? '';
  if (pathname === '/api/me' && token.startsWith('Bearer unknown.'))
    return json(401, { error: { code: 'UNAUTHENTICATED' } });
  if (pathname === '/api/me' && token.startsWith('Bearer known.')) known++;
  if (pathname === '/api/known') return json(200, { known });
  if (pathname === '/api/crash') process.exit(9);
  if (pathname === '/api/unready') return json(503, { error: { code: 'STORE_UNAVAILABLE' } });
  if (pathname === '/api/large') return json(200, { text: 'a quiet day. '.repeat(2_000) });
  if (pathname.startsWith('/api') || pathname === '/health') {
    request
      .resume()
      .on('end', () => json(200, { replica: hostname(), url: request.url, headers: request.headers }));
    return;
  }
  reply
    .writeHead(200, { 'content-type': 'text/html', 'cache-control': 'no-cache' })
    .end('<title>app</title>');
});
server.keepAliveTimeout = 72_000;
new WebSocketServer({ server, path: '/api/ws' }).on('connection', (socket) => {
  socket.on('message', (data) => socket.send(`${hostname()}:${data}`));
});
server.listen(Number(process.argv[2]));
