import { server } from '../server/room.ts';
export const wrong = server;
