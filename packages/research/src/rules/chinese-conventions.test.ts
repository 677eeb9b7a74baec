import { sayFormula } from '@sagacity/contracts/wording/say-formula';
import { factCatalogue } from '@sagacity/market/snapshot/fact-catalogue';
import { expect, it } from 'vitest';
import { agents } from '../roster/index.ts';

it('gives no other ratio the name 量比, which Chinese terminals use for the trading of the day by the minute', () => {
  const labels = Object.values(factCatalogue).map(({ label }) => label.zh);
  expect(labels.filter((label) => label.includes('量比'))).toEqual([]);
  for (const { prompt } of agents)
    expect(prompt.zh.replaceAll('不是行情软件的“量比”', '')).not.toMatch(/量比/);
});

it('says of MACD bars in Chinese that they are not those of Chinese terminals, which are twice as high', () => {
  for (const id of ['market.macd-histogram', 'market.macd-histogram-previous'] as const)
    expect(factCatalogue[id].label.zh).toMatch(/DIF−DEA/);
  expect(sayFormula(factCatalogue['market.macd-histogram'].formula ?? '', 'zh')).toMatch(/两倍/);
});
