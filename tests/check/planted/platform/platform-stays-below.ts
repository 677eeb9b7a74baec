import { market } from '../market/room.ts';
export const wrong = market;
