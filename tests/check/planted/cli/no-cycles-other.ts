import { wrong } from './no-cycles.ts';
export const other = () => wrong;
