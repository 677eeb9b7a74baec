import { platform } from '../platform/room.ts';
export const wrong = platform;
