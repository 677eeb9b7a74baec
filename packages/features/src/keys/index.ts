export { listSealedKeys, opens } from './list-sealed-keys.ts';
export { refuseOtherKey } from './refuse-other-key.ts';
export { type Resealed, resealKeys } from './reseal-keys.ts';
