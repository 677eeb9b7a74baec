import { cli } from '../cli/room.ts';
export const wrong = cli;
