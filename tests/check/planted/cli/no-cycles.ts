import { other } from './no-cycles-other.ts';
export const wrong = () => other;
