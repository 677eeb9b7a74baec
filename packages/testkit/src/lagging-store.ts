import type { Store } from '@sagacity/platform/store/port';

/** The store as seen from a member that has not heard of any write yet: only what is read `fresh` is there. */
export function laggingStore<S extends Pick<Store, 'collection'>>(store: S): S {
  const collection: Store['collection'] = (entity) => {
    const known = store.collection(entity);
    return {
      ...known,
      find: async (filter, options) => (options?.fresh ? known.find(filter, options) : []),
      findOne: async (filter, options) => (options?.fresh ? known.findOne(filter, options) : null),
      count: async (filter, options) => (options?.fresh ? known.count(filter, options) : 0),
    };
  };
  return { ...store, collection };
}
