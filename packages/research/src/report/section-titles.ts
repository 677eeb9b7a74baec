import type { Localized } from '@sagacity/contracts/facts';
import type { SectionId } from '@sagacity/contracts/reports';

export const sectionTitles: Readonly<Record<SectionId, Localized>> = {
  market: { zh: '市场（技术面）', en: 'Market' },
  sentiment: { zh: '情绪', en: 'Sentiment' },
  news: { zh: '新闻', en: 'News' },
  fundamentals: { zh: '基本面', en: 'Fundamentals' },
  bull: { zh: '多方', en: 'Bull' },
  bear: { zh: '空方', en: 'Bear' },
  'research-decision': { zh: '研究结论', en: 'Research decision' },
  'investment-plan': { zh: '投资计划', en: 'Investment plan' },
  'trader-plan': { zh: '交易计划', en: 'Trade plan' },
  aggressive: { zh: '激进的风险观点', en: 'Aggressive risk view' },
  conservative: { zh: '保守的风险观点', en: 'Conservative risk view' },
  neutral: { zh: '中性的风险观点', en: 'Neutral risk view' },
  'risk-decision': { zh: '风险结论', en: 'Risk decision' },
  'final-decision': { zh: '最终决定', en: 'Final decision' },
};
