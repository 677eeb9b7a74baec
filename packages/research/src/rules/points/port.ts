import type { Localized } from '@sagacity/contracts/facts';

/** What a topic is called once its claim has been made, and its short form for the decision card. */
export interface Point {
  /** Fits into running text. */
  readonly name: Localized;
  /** Short statement, true of every reading of the topic that speaks for buying. Absent when none can. */
  readonly bull?: Localized;
  /** The same for readings that speak against. */
  readonly bear?: Localized;
}

type Text = readonly [zh: string, en: string];
const localized = ([zh, en]: Text): Localized => ({ zh, en });

export const point = (name: Text, bull: Text | null, bear: Text | null): Point => ({
  name: localized(name),
  ...(bull ? { bull: localized(bull) } : {}),
  ...(bear ? { bear: localized(bear) } : {}),
});
