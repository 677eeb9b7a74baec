import type { Report } from '@sagacity/contracts/reports';
import { systemClock } from '@sagacity/kernel';
import { describe, expect, it } from 'vitest';
import { citeOnlyGround } from '../graph/fixtures/cite-only-ground.ts';
import { mapStore } from '../graph/fixtures/map-store.ts';
import { taskOf } from '../graph/fixtures/task-of.ts';
import { sampleSnapshot } from '../rules/fixtures/sample-snapshot.ts';
import { createRulesEngine } from '../rules/rules-engine.ts';
import { runResearch } from '../run-research.ts';
import { toMarkdown } from './to-markdown.ts';

const gap = {
  what: 'valuation',
  label: { zh: '估值', en: 'Valuation' },
  reason: 'not-configured',
  detail: 'no source | configured',
} as const;
const research = (language: 'zh' | 'en', simulated = true): Promise<Report> =>
  runResearch(
    {
      store: mapStore(),
      gather: async () => sampleSnapshot({ simulated, absences: [gap] }),
      engine: createRulesEngine(),
      ground: citeOnlyGround,
      emit: () => {},
      clock: systemClock,
    },
    taskOf({ language, depth: 1, analysts: ['market', 'fundamentals', 'news'] }),
  );

describe('toMarkdown', () => {
  it.each([
    [
      'zh',
      [
        '# 星云科技（DEMO:NEBULA） 研究报告',
        '模拟（DEMO）',
        '## 决定',
        '| 评级 |',
        '## 最终决定',
        '## 引用的事实',
        '## 数据缺口',
        '## 成本',
        '*本次研究未选择该分析师*',
      ],
    ],
    [
      'en',
      [
        '# Nebula Systems (DEMO:NEBULA): research',
        'DEMO — simulated',
        '## Decision',
        '| Rating |',
        '## Final decision',
        '## Facts cited',
        '## Data gaps',
        '## Costs',
        '*This analyst was not chosen for the run*',
      ],
    ],
  ] as const)('holds the whole report in %s', async (language, texts) => {
    const page = toMarkdown(await research(language));
    for (const text of texts) expect(page).toContain(text);
    expect(page).not.toMatch(/\[\[/);
    expect(page).toContain('no source \\| configured');
  });

  it('lists the facts behind the numbers, the inputs of readings included, with their sources', async () => {
    const page = toMarkdown(await research('en'));
    expect(page).toMatch(/\| market\.close \| Close \| 120\.50 XTS \| 2024-05-31 \| demo \/ market \|/);
    expect(page).toMatch(/\| decision\.score \| Overall score \|.*weighted mean of family scores/);
    expect(page).toMatch(/\| market\.atr14 \|/);
  });

  it.each(['zh', 'en'] as const)('writes all per cents and all products alike, in %s', async (language) => {
    const page = toMarkdown(await research(language));
    expect(page).toMatch(/\d%/);
    expect(page).toMatch(/ATR\(14\)/);
    expect(page.match(/.{0,20}(?:\d %| x ).{0,20}/g) ?? []).toEqual([]);
  });

  it('strikes and marks a number that does not trace', async () => {
    const report = await research('en');
    const [first, ...rest] = report.sections;
    const invented = {
      ...first!,
      body: 'Worth [[n:0]].',
      numbers: [{ text: '999', status: 'unsourced' as const, factIds: [] }],
    };
    expect(toMarkdown({ ...report, sections: [invented, ...rest] })).toContain('Worth ~~999~~ ⚠ no source.');
  });

  it('puts falling sales under bearish and better margins under bullish when the rating is to sell', async () => {
    const report = await research('en');
    if (report.decision.kind !== 'rated') throw new Error('it is rated');
    const reason = (body: string, direction: number, supports: boolean) => ({
      body,
      numbers: [],
      direction,
      supports,
    });
    const reasons = [reason('Sales fell.', -0.9, true), reason('Margins improved.', 0.5, false)];
    const page = toMarkdown({ ...report, decision: { ...report.decision, rating: 'sell', reasons } });
    expect(page).toContain(
      '**Bullish reasons**\n\n- Margins improved.\n\n**Bearish reasons**\n\n- Sales fell.',
    );
  });

  it.each([
    ['en', '| Stop | none: too near |'],
    ['zh', '| 止损 | 不设：too near |'],
  ] as const)('says why a level is not given, in %s', async (language, row) => {
    const report = await research(language);
    if (report.decision.kind !== 'rated') throw new Error('it is rated');
    const why = { ...gap, what: 'decision.stop', detail: 'too near' };
    const page = toMarkdown({ ...report, decision: { ...report.decision, stop: null }, gaps: [why] });
    expect(page).toContain(row);
  });

  it('marks nothing as simulated that is not', async () => {
    expect(toMarkdown(await research('en', false))).not.toMatch(/simulated/i);
  });

  it('says why there is no rating', async () => {
    const report = await research('zh');
    const decision = { kind: 'unrated' as const, because: { body: '没有收盘价。', numbers: [] } };
    expect(toMarkdown({ ...report, decision })).toContain('**不评级**\n\n没有收盘价。');
  });
});
