import { AppError, Secret } from '@sagacity/kernel';

export interface MongoAddress {
  /** `host:port` of every member the address names. */
  readonly members: readonly string[];
  readonly database: string;
  readonly user: string;
  readonly password: Secret;
}

const shape = /^mongodb:\/\/([^:@/]+):([^@/]+)@([^/?]+)\/([^?]+)/;

/** Takes a `mongodb://user:password@host:port,…/database` address apart. Throws CONFIG_INVALID without showing it. */
export function parseMongoUri(uri: Secret, name: string): MongoAddress {
  const [, user, password, hosts, database] = shape.exec(uri.reveal()) ?? [];
  if (!user || !password || !hosts || !database)
    throw new AppError(
      'CONFIG_INVALID',
      `${name} is no mongodb://user:password@host:port/database address; sagacity deploy init writes it`,
    );
  return {
    members: hosts.split(','),
    database: decodeURIComponent(database),
    user: decodeURIComponent(user),
    password: new Secret(decodeURIComponent(password)),
  };
}
