import { features } from '../features/room.ts';
export const wrong = features;
