import type { GroundedText, Report } from '@sagacity/contracts/reports';
import { decisionCard } from './markdown/decision-card.ts';
import { neutralise } from './markdown/neutralise.ts';
import { renderGrounded } from './markdown/render-grounded.ts';
import { costsTable, gapsTable, sourcesTable } from './markdown/tables.ts';
import { sectionTitles } from './section-titles.ts';

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
    ...report.doubts.map(
      ({ text }) => `> ⚠ **${say('价格存疑', 'Doubtful prices')}**${say('：', ': ')}${text[language]}`,
    ),
    say(
      `引擎：${report.engine}　深度：${report.depth}　数据截至：${report.asOf}　快照：\`${report.snapshotHash.slice(0, 12)}\``,
      `Engine: ${report.engine} · depth: ${report.depth} · data as of: ${report.asOf} · snapshot: \`${report.snapshotHash.slice(0, 12)}\``,
    ),
    `## ${say('决定', 'Decision')}`,
    decisionCard(report, render),
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
