import { Redis, type RedisOptions } from 'ioredis';

const againMs = 50;

/**
 * A client that ends only when told to. ioredis ends for ever, with `Connection is closed.`, when a sentinel announces a new master just
 * while it is asking the sentinels for one; this one then connects again, and so do those duplicated from it.
 */
export class LastingRedis extends Redis {
  private isEnding = false;
  private connected = 0;

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
