import { testkit } from '../testkit/room.ts';
export const wrong = testkit;
