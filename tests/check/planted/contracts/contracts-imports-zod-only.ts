import { kernel } from '../kernel/room.ts';
export const wrong = kernel;
