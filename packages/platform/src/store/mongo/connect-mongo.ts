import type { Secret } from '@sagacity/kernel';
import { MongoClient } from 'mongodb';
import { attemptMs } from './retry-transient.ts';

/** Short enough that an attempt against a dead or cut-off member ends and leaves time for the next, inside one deadline. */
const attemptLimits = {
  serverSelectionTimeoutMS: 2_000,
  // A silent member is given up after this and the time to connect together, and what waits for it goes to another.
  heartbeatFrequencyMS: 500,
  connectTimeoutMS: 3_000,
  socketTimeoutMS: attemptMs + 500,
  waitQueueTimeoutMS: 2_000,
  // A thread of the server each; the driver's own 100 are more than a replica has work for.
  maxPoolSize: 30,
};

/**
 * The connections of a process to MongoDB, for all stores on it: majority writes and reads, and none of the driver's single retry, which
 * the stores' own loop replaces. Connects when first used.
 */
export const connectMongo = (uri: Secret): MongoClient =>
  new MongoClient(uri.reveal(), {
    ...attemptLimits,
    appName: 'sagacity',
    writeConcern: { w: 'majority' },
    readConcern: { level: 'majority' },
    retryWrites: false,
    retryReads: false,
    ignoreUndefined: true,
    promoteBuffers: true,
  });
