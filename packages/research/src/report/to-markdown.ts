import type { Localized } from '@sagacity/contracts/facts';
import type { GroundedText, Report } from '@sagacity/contracts/reports';
import { decisionCard } from './markdown/decision-card.ts';
import { neutralise } from './markdown/neutralise.ts';
import { renderGrounded } from './markdown/render-grounded.ts';
import { costsTable, gapsTable, sourcesTable } from './markdown/tables.ts';

export const sectionTitles: Readonly<Record<Report['sections'][number]['id'], Localized>> = {
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

/** The report as one Markdown document in its own language. Numbers that do not trace are struck and marked; nothing in it runs or loads. */
export function toMarkdown(report: Report): string {
  const { language } = report;
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const render = (text: GroundedText) => renderGrounded(text, language);
  const { numbers, sourced, derived, unsourced } = report.grounding;
  const parts = [
    `# ${report.title[language]}`,
    report.simulated &&
      say(
        '> **模拟（DEMO）**：本报告基于模拟交易所生成的数据，不对应任何真实公司，不构成投资建议。',
        '> **DEMO — simulated**: this report rests on generated data of the demo exchange, about no real company. It is no investment advice.',
      ),
    say(
      `引擎：${report.engine}　深度：${report.depth}　数据截至：${report.asOf}　快照：\`${report.snapshotHash.slice(0, 12)}\``,
      `Engine: ${report.engine} · depth: ${report.depth} · data as of: ${report.asOf} · snapshot: \`${report.snapshotHash.slice(0, 12)}\``,
    ),
    `## ${say('决定', 'Decision')}`,
    decisionCard(report.decision, language, render),
    say(
      `数字溯源：共 ${numbers} 个，直接来自事实 ${sourced}，由事实推导 ${derived}，无法溯源 ${unsourced}。`,
      `Numbers: ${numbers} in all, ${sourced} straight from facts, ${derived} derived from facts, ${unsourced} without a source.`,
    ),
    ...report.sections.flatMap((section) => [
      `## ${sectionTitles[section.id][language]}`,
      section.skipped ? `*${section.skipped}*` : render(section),
    ]),
    `## ${say('引用的事实', 'Facts cited')}`,
    sourcesTable(report),
    `## ${say('数据缺口', 'Data gaps')}`,
    gapsTable(report),
    `## ${say('成本', 'Costs')}`,
    costsTable(report),
  ];
  return neutralise(`${parts.filter(Boolean).join('\n\n')}\n`);
}
