import { closeBold } from '@sagacity/contracts/wording/close-bold';
import { keepRank } from '@sagacity/contracts/wording/keep-rank';

/** What an agent says to the reader: without the block of data for the program that a model writes at the end. */
export const spoken = (text: string): string =>
  keepRank(closeBold(text.replace(/```json[\s\S]*$/, '').trimEnd()));
