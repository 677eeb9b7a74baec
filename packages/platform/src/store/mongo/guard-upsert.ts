import { MongoServerError } from 'mongodb';

const duplicateKey = 11000;
const attempts = 4;

/**
 * Two upserts of one document may both find nothing and both insert; the one that comes second gets a duplicate key although its
 * document now exists to be updated, so it is asked again. A duplicate that stays is a true one.
 */
export async function guardUpsert<R>(write: () => Promise<R>): Promise<R> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await write();
    } catch (error) {
      const lostRace = error instanceof MongoServerError && error.code === duplicateKey;
      if (!lostRace || attempt === attempts) throw error;
    }
  }
}
