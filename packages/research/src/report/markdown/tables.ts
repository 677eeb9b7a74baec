import type { AbsenceReason, Fact, Localized } from '@sagacity/contracts/facts';
import type { Report } from '@sagacity/contracts/reports';
import { sayDetail } from '@sagacity/contracts/wording/say-detail';
import { sayFormula } from '@sagacity/contracts/wording/say-formula';
import { textsOfDecision } from '../texts-of-decision.ts';

const cell = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
const lines = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

const shownValue = ({ value, unit, digits, currency }: Fact): string => {
  if (typeof value === 'string') return value;
  const shown = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${shown}${unit === 'percent' ? '%' : ''}${currency ? ` ${currency}` : ''}`;
};

/** Facts behind the numbers shown, their inputs included, with where they come from. */
export function sourcesTable(report: Report): string {
  const { decision, language } = report;
  const say = (zh: string, en: string) => (language === 'zh' ? zh : en);
  const levels =
    decision.kind === 'rated'
      ? [decision.target, decision.stop].flatMap((level) => level?.factIds ?? [])
      : [];
  const facts = new Map(report.facts.map((fact) => [fact.id, fact]));
  const cited = new Set([
    ...[...report.sections, ...textsOfDecision(decision)].flatMap(({ numbers }) =>
      numbers.flatMap(({ factIds }) => factIds),
    ),
    ...levels,
  ]);
  for (const id of cited) for (const input of facts.get(id)?.source.inputs ?? []) cited.add(input);
  const rows = [...cited].sort().flatMap((id) => {
    const fact = facts.get(id);
    if (!fact) return [];
    const { provider, dataset, from, to, formula } = fact.source;
    const span = from && to ? ` ${from} – ${to}` : '';
    return [
      [
        id,
        fact.label[language],
        shownValue(fact),
        fact.asOf,
        `${provider} / ${dataset}${span}${formula ? `: ${sayFormula(formula, language)}` : ''}`,
      ],
    ];
  });
  if (rows.length === 0) return say('没有引用任何事实。', 'No facts are cited.');
  return lines(
    [
      say('编号', 'Id'),
      say('名称', 'Name'),
      say('数值', 'Value'),
      say('日期', 'As of'),
      say('来源', 'Source'),
    ],
    rows,
  );
}

const absenceReasons: Readonly<Record<AbsenceReason, Localized>> = {
  'no-data': { zh: '没有数据', en: 'no data' },
  'rate-limited': { zh: '被限流', en: 'rate limited' },
  'not-configured': { zh: '未配置', en: 'not configured' },
  'upstream-failed': { zh: '数据源出错', en: 'source failed' },
  stale: { zh: '数据过旧', en: 'too old' },
  'unit-mismatch': { zh: '单位不符', en: 'unit does not fit' },
};

export function gapsTable({ gaps, language }: Report): string {
  if (gaps.length === 0) return language === 'zh' ? '没有缺口。' : 'None.';
  const head = language === 'zh' ? ['缺少', '原因', '说明'] : ['Missing', 'Reason', 'Detail'];
  return lines(
    head,
    gaps.map(({ label, reason, detail }) => [
      label[language],
      absenceReasons[reason][language],
      sayDetail(detail, language),
    ]),
  );
}

export function costsTable({ steps, usage, language }: Report): string {
  const head =
    language === 'zh'
      ? ['步骤', '模型', '调用', '输入', '输出', '美元', '毫秒']
      : ['Step', 'Model', 'Calls', 'Input', 'Output', 'USD', 'ms'];
  const fallback = language === 'zh' ? '（备用）' : ' (fallback)';
  const rows = steps.map((each) => [
    each.step,
    each.model ? `${each.model}${each.fallback ? fallback : ''}` : '—',
    String(each.calls),
    String(each.inputTokens),
    String(each.outputTokens),
    each.cost.toFixed(4),
    String(each.durationMs),
  ]);
  const total = [
    language === 'zh' ? '合计' : 'Total',
    '',
    String(usage.calls),
    String(usage.inputTokens),
    String(usage.outputTokens),
    usage.cost.toFixed(4),
    String(steps.reduce((sum, { durationMs }) => sum + durationMs, 0)),
  ];
  return lines(head, [...rows, total]);
}
