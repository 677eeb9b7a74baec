import { join } from 'node:path';
import type { Config } from './config/index.ts';
import { openBlobs } from './open/blobs.ts';
import { openEmbeddedCoordination, openEmbeddedDocuments } from './open/embedded.ts';
import type { OpenOptions, Platform } from './open/port.ts';
import { openSqliteDatabase } from './sqlite/open-database.ts';

export type { Platform } from './open/port.ts';

/** Opens every port as the configuration says: embedded in the data directory, or on MongoDB and Redis. */
export async function openPlatform(config: Config, options: OpenOptions): Promise<Platform> {
  const onMongo = config.store.kind === 'mongodb' && config.store.uri;
  const onRedis = config.redis.url;
  const database =
    onMongo && onRedis ? null : await openSqliteDatabase(join(config.dataDir, 'sagacity.db'), options);
  const { close: closeDocuments, ...documents } = onMongo
    ? await (await import('./open/mongodb.ts')).openMongoDocuments(onMongo, options)
    : await openEmbeddedDocuments(database!, options); // opened above unless both are elsewhere
  const { close: closeCoordination, ...coordination } = onRedis
    ? await (await import('./open/redis.ts')).openRedisCoordination(onRedis, options)
    : await openEmbeddedCoordination(database!, options);
  const { close: closeBlobs, blobs } = await openBlobs(config);
  return {
    ...documents,
    ...coordination,
    blobs,
    async close() {
      await closeBlobs();
      await closeCoordination();
      await closeDocuments();
      await database?.close();
    },
  };
}
