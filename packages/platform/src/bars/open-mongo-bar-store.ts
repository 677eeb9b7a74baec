import { type Adjustment, type Clock, type Secret, systemClock } from '@sagacity/kernel';
import type { ClientSession, MongoClient } from 'mongodb';
import { connectMongo } from '../store/mongo/connect-mongo.ts';
import { pulseOf } from '../store/mongo/pulse.ts';
import { readPatienceMs, retryTransient } from '../store/mongo/retry-transient.ts';
import { runTransaction } from '../store/mongo/run-transaction.ts';
import { barTable, valuationTable } from './bar-tables.ts';
import { type DayDocument, rangeFilter, readDays, upsertDays } from './mongo/day-documents.ts';
import type { BarStore } from './port.ts';

export interface MongoBarStoreOptions {
  /** Of a replica set: rows and their count change in one transaction. */
  readonly uri: Secret;
  readonly database: string;
  /** Connections shared with other stores, which whoever opened them closes; else the store has its own. */
  readonly client?: MongoClient;
  /** How long a call may take with all its retries; 30,000 by default. */
  readonly deadlineMs?: number;
  readonly clock?: Clock;
}

/** What is held of an instrument, kept with the rows in one transaction so that nothing has to be counted. */
interface InstrumentDocument {
  readonly _id: string;
  readonly source?: string;
  readonly rows?: number;
  readonly firstDay?: number;
  readonly lastDay?: number;
  readonly adjustments?: readonly Adjustment[];
}

/** Every read here stands alone and bars only grow: while there is no primary, what another member has is better than nothing. */
const reads = { readPreference: 'primaryPreferred' } as const;

/** Bars in MongoDB, a document a day. Connects and creates its collections before it resolves. */
export async function openMongoBarStore(options: MongoBarStoreOptions): Promise<BarStore> {
  const { uri, database, deadlineMs = 30_000, clock = systemClock } = options;
  const client = options.client ?? connectMongo(uri);
  const db = client.db(database);
  const bars = db.collection<DayDocument>('bars', reads);
  const valuations = db.collection<DayDocument>('bar_valuations', reads);
  const instruments = db.collection<InstrumentDocument>('bar_instruments', reads);
  const connect = async () => {
    await client.connect();
  };
  const pulse = pulseOf(client, clock);
  const retry = { what: `${database}.bars`, deadlineMs, clock, connect, pulse };
  const reading = <R>(read: () => Promise<R>) =>
    retryTransient(read, { ...retry, patienceMs: readPatienceMs });
  const writing = <R>(write: (session: ClientSession) => Promise<R>) => runTransaction(client, write, retry);

  // Inside a transaction collections cannot be made by two writers at once.
  for (const { collectionName } of [bars, valuations, instruments])
    await retryTransient(() => db.createCollection(collectionName).catch(unlessItExists), retry);

  return {
    upsertBars: (instrument, series, source) =>
      writing(async (session) => {
        const counts = await upsertDays(bars, barTable, instrument, series, session);
        await instruments.updateOne(
          { _id: instrument },
          {
            $set: { source },
            $inc: { rows: counts.inserted },
            ...(series.day.length > 0 && {
              $min: { firstDay: series.day.reduce((a, b) => Math.min(a, b)) },
              $max: { lastDay: series.day.reduce((a, b) => Math.max(a, b)) },
            }),
          },
          { upsert: true, session },
        );
        return counts;
      }),
    readBars: (instrument, range = {}) => reading(() => readDays(bars, barTable, instrument, range)),
    async putAdjustments(instrument, adjustments) {
      const ascending = [...adjustments].sort((a, b) => a.exDay - b.exDay);
      await writing((session) =>
        instruments.updateOne(
          { _id: instrument },
          { $set: { adjustments: ascending } },
          { upsert: true, session },
        ),
      );
    },
    async readAdjustments(instrument, asOf) {
      const found = await reading(() => instruments.findOne({ _id: instrument }));
      return (found?.adjustments ?? []).filter(({ exDay }) => exDay <= asOf);
    },
    async upsertValuations(instrument, series) {
      await writing((session) => upsertDays(valuations, valuationTable, instrument, series, session));
    },
    readValuations: (instrument, range = {}) =>
      reading(() => readDays(valuations, valuationTable, instrument, range)),
    async coverage(instrument) {
      const filter = instrument === undefined ? {} : { _id: instrument };
      const found = await reading(() =>
        instruments
          .find({ ...filter, rows: { $gt: 0 } })
          .sort({ _id: 1 })
          .toArray(),
      );
      return found.map((held) => ({
        instrument: held._id,
        rows: held.rows!,
        firstDay: held.firstDay!,
        lastDay: held.lastDay!,
        source: held.source!,
      }));
    },
    async removeInstrument(instrument) {
      await writing(async (session) => {
        await bars.deleteMany(rangeFilter(instrument), { session });
        await valuations.deleteMany(rangeFilter(instrument), { session });
        await instruments.deleteOne({ _id: instrument }, { session });
      });
    },
    close: async () => {
      if (!options.client) await client.close();
    },
  };
}

const namespaceExists = 48;
function unlessItExists(error: { code?: unknown }): void {
  if (error.code !== namespaceExists) throw error;
}
