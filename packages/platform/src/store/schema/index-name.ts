import type { IndexSpec } from '../port.ts';

/** Two specs that enforce different things have different names, so a changed spec makes a new index. */
export const indexName = ({ keys, unique, sparse }: IndexSpec): string =>
  [
    ...Object.entries(keys).map(([field, direction]) => `${field}_${direction}`),
    ...(unique ? ['unique'] : []),
    ...(sparse ? ['sparse'] : []),
  ].join('_');
