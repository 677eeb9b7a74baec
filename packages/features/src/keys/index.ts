import { defineFeature } from '../define-feature.ts';
import { keyActions } from './audit.ts';

export { listSealedKeys, opens } from './list-sealed-keys.ts';
export { refuseOtherKey } from './refuse-other-key.ts';
export { type Resealed, resealKeys } from './reseal-keys.ts';

export const keysFeature = defineFeature({ name: 'keys', audit: keyActions });
