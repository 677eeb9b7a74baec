import type { Localized } from '@sagacity/contracts/facts';
import type { NewsItem } from '@sagacity/contracts/instruments';
import { type EpochDay, toIsoDay } from '@sagacity/kernel';
import type { DemoCompany } from './companies.ts';
import { type Dividend, growthYearOnYear, type Happening } from './happenings.ts';
import { incidentTexts, type NewsText } from './news-texts.ts';
import type { Quarter } from './quarters.ts';
import { sessionOnOrAfter } from './sessions.ts';

const source = 'Simulated Newswire';

function item(company: DemoCompany, day: EpochDay, kind: string, text: NewsText): NewsItem {
  const iso = toIsoDay(day);
  return {
    id: `demo:${company.code}:${iso}:${kind}`,
    publishedAt: `${iso}T08:00:00Z`,
    title: text.title,
    summary: text.summary,
    source,
    url: null,
  };
}

function fill(text: Localized, company: DemoCompany, size: number): Localized {
  const put = (language: 'zh' | 'en'): string =>
    text[language]
      .replace('{name}', company.name[language])
      .replace('{product}', company.product[language])
      .replace('{size}', String(size));
  return { zh: put('zh'), en: put('en') };
}

function earningsText(company: DemoCompany, quarters: readonly Quarter[], index: number): NewsText {
  const quarter = quarters[index]!;
  const growthPct = (100 * growthYearOnYear(quarters, index)).toFixed(1);
  const up = !growthPct.startsWith('-');
  const shown = growthPct.replace('-', '');
  const netIncome = Math.abs(quarter.netIncome);
  const profit = quarter.netIncome >= 0;
  const end = toIsoDay(quarter.end);
  return {
    title: {
      zh: `${company.name.zh}季报：营收同比${up ? '增长' : '下降'} ${shown}%，${profit ? '盈利' : '亏损'} ${(netIncome / 1e8).toFixed(2)} 亿`,
      en: `${company.name.en} quarter: revenue ${up ? 'up' : 'down'} ${shown}%, net ${profit ? 'profit' : 'loss'} ${(netIncome / 1e6).toFixed(0)} million`,
    },
    summary: {
      zh: `截至 ${end} 的季度，公司公布营收与利润，经营现金流${quarter.operatingCashFlow > 0 ? '为正' : '为负'}。`,
      en: `Figures for the quarter to ${end}; operating cash flow was ${quarter.operatingCashFlow > 0 ? 'positive' : 'negative'}.`,
    },
  };
}

function happeningItem(company: DemoCompany, quarters: readonly Quarter[], happening: Happening): NewsItem {
  if (happening.kind === 'earnings')
    return item(company, happening.day, 'earnings', earningsText(company, quarters, happening.quarter));
  const texts = incidentTexts[happening.kind][happening.good ? 'good' : 'bad'];
  const text = texts[Math.floor(happening.pick * texts.length)]!;
  const size = 2 + Math.floor(7 * ((happening.pick * 97) % 1));
  return item(company, happening.day, happening.kind, {
    title: fill(text.title, company, size),
    summary: fill(text.summary, company, size),
  });
}

const dividendText = (company: DemoCompany, dividend: Dividend): NewsText => ({
  title: {
    zh: `${company.name.zh}宣布派发股息每股 ${dividend.perShare.toFixed(2)}`,
    en: `${company.name.en} declares a dividend of ${dividend.perShare.toFixed(2)} a share`,
  },
  summary: {
    zh: `除息日为 ${toIsoDay(dividend.day)}。`,
    en: `The ex-dividend day is ${toIsoDay(dividend.day)}.`,
  },
});

const splitText = (company: DemoCompany, day: string, ratio: number): NewsText => ({
  title: {
    zh: `${company.name.zh}将进行拆股，每股拆为 ${(1 / ratio).toFixed(2)} 股`,
    en: `${company.name.en} will split its shares, ${(1 / ratio).toFixed(2)} for one`,
  },
  summary: { zh: `除权日为 ${day}。`, en: `The ex day is ${day}.` },
});

/** All news up to `to`, newest first. Dividends and splits are told when declared, the rest on the morning it moves the price. */
export function newsOf(
  company: DemoCompany,
  quarters: readonly Quarter[],
  happenings: readonly Happening[],
  dividends: readonly Dividend[],
  to: EpochDay,
): NewsItem[] {
  const declared = dividends.map((dividend) =>
    item(company, dividend.declared, 'dividend', dividendText(company, dividend)),
  );
  const splits = company.splits.map(({ day, ratio }) => {
    return item(company, sessionOnOrAfter(day - 25), 'split', splitText(company, toIsoDay(day), ratio));
  });
  const first = toIsoDay(company.listed);
  const end = `${toIsoDay(to)}T24`;
  return [...happenings.map((one) => happeningItem(company, quarters, one)), ...declared, ...splits]
    .filter((one) => one.publishedAt >= first && one.publishedAt < end)
    .sort((a, b) => b.publishedAt.localeCompare(a.publishedAt) || a.id.localeCompare(b.id));
}
