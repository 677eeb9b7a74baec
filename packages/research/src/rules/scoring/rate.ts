import type { Rating } from '@sagacity/contracts/reports';
import { ratingFloors } from '../weights.ts';

/** The rating of a score in -1 to 1. */
export const rate = (score: number): Rating =>
  ratingFloors.find(([, floor]) => score >= floor)?.[0] ?? 'strong-sell';

export type Side = 'buy' | 'sell' | 'hold';
export const sideOf = (rating: Rating): Side =>
  rating === 'hold' ? 'hold' : rating.endsWith('buy') ? 'buy' : 'sell';
