import { connect, type Socket } from 'node:net';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const ports = 65_535;
const atOnce = 8_192;
const patienceMs = 300;

/** This machine's own want of sockets, which would pass for a closed port. */
const own = ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EAGAIN'];

/**
 * The TCP ports of an IPv4 address that accept a connection, of all there are. One that drops what it gets counts as closed. Throws when
 * this machine could not ask.
 */
export async function scanPorts(address: string): Promise<number[]> {
  const open: number[] = [];
  let fault: NodeJS.ErrnoException | undefined;
  for (let first = 1; first <= ports; first += atOnce) {
    const sockets: Socket[] = [];
    let waiting = 0;
    for (let port = first; port < first + atOnce && port <= ports; port++) {
      const socket = connect({ host: address, port });
      waiting++;
      socket.once('connect', () => open.push(port));
      socket.on('error', (error: NodeJS.ErrnoException) => {
        if (own.includes(error.code ?? '')) fault = error;
      });
      socket.once('close', () => waiting--);
      sockets.push(socket);
    }
    // A busy machine may be late with reading answers that came in time: only rounds that read nothing more count as waiting.
    for (let waitedMs = 0; waiting > 0 && waitedMs < patienceMs; waitedMs += 50) {
      await setTimeout(50);
      await setImmediate();
    }
    for (const socket of sockets) socket.destroy();
    if (fault) throw new Error(`ports of ${address} were not tried`, { cause: fault });
    await setImmediate();
  }
  return open.sort((a, b) => a - b);
}

/** `node scan-ports.ts <address>…` prints the open ports of each as JSON, so that it can run in another network namespace. */
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found: Record<string, number[]> = {};
  for (const address of process.argv.slice(2)) found[address] = await scanPorts(address);
  process.stdout.write(JSON.stringify(found));
}
