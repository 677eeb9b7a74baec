import { research } from '../research/room.ts';
export const wrong = research;
