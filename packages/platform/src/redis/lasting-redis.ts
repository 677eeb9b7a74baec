import { type Command, Redis, type RedisOptions } from 'ioredis';

const againMs = 50;

interface Queue {
  readonly length: number;
  peekFront(): { readonly command: Command } | undefined;
  shift(): unknown;
}

/**
 * A client that ends only when told to. ioredis ends for ever, with `Connection is closed.`, when a sentinel announces a new master just
 * while it is asking the sentinels for one; this one then connects again, and so do those duplicated from it.
 */
export class LastingRedis extends Redis {
  private isEnding = false;
  private connected = 0;
  private readonly givenUp = new WeakSet<Command>();

  constructor(options: RedisOptions) {
    super(options);
    this.on('connect', () => this.connected++);
    this.on('end', () => {
      if (!this.isEnding) setTimeout(() => this.begin(), againMs);
    });
  }

  /** How many connections there have been: between two equal readings there was one. */
  get connections(): number {
    return this.connected;
  }

  /** What its caller has given up is not sent late, nor kept until there is a server: a lease taken then would be nobody's. */
  override sendCommand(...[command, stream]: Parameters<Redis['sendCommand']>): unknown {
    if (this.givenUp.has(command)) return command.promise;
    command.promise.catch(() => this.givenUp.add(command));
    const { offlineQueue } = this as unknown as { offlineQueue: Queue }; // private; its commands time out in their order
    while (offlineQueue.length > 0 && this.givenUp.has(offlineQueue.peekFront()!.command))
      offlineQueue.shift();
    return super.sendCommand(command, stream);
  }

  override disconnect(reconnect = false): void {
    if (!reconnect) this.isEnding = true;
    super.disconnect(reconnect);
  }

  override quit(): Promise<'OK'> {
    this.isEnding = true;
    return super.quit();
  }

  override duplicate(options: Partial<RedisOptions> = {}): LastingRedis {
    return new LastingRedis({ ...this.options, ...options });
  }

  private begin(): void {
    if (!this.isEnding && this.status === 'end') this.connect().catch(() => {}); // a failure ends it again, and is told as `error`
  }
}
