import { eventRules } from '../../rules/lexicon/events.ts';
import { byEvent, newsFindings, newsReadings } from '../../rules/news/findings.ts';
import { type ReadItem, readNews } from '../../rules/news/read-news.ts';
import { analystView } from '../../rules/prose/analyst-view.ts';
import { quoted, sayIn, sentence } from '../../rules/prose/text.ts';
import type { AgentOutput, AgentView } from '../port.ts';

const shown = 2;

/** Tone of the month's news by polarity words, weighted by age, with the events it is about. */
export function readNewsFlow(view: AgentView): AgentOutput {
  const { snapshot, language } = view;
  const say = sayIn(language);
  const items = readNews(snapshot);
  const titleOf = ({ item }: ReadItem): string =>
    item.title[language] ?? item.title.zh ?? item.title.en ?? item.source;
  const mood = (score: number): string =>
    score > 0
      ? say('正面', 'positive')
      : score < 0
        ? say('负面', 'negative')
        : say('无明显倾向', 'no clear tone');
  const line = (each: ReadItem): string =>
    say(
      `  - ${each.day} ${quoted(titleOf(each))}（${mood(each.score)}）`,
      `  - ${each.day} ${quoted(titleOf(each))} (${mood(each.score)})`,
    );
  const events = byEvent(items).map(([type, own]) => {
    const { label, bearsOn } = eventRules[type];
    const head = say(
      `- **${label.zh}**，关系到${bearsOn.zh}：`,
      `- **${label.en.charAt(0).toUpperCase()}${label.en.slice(1)}**, which bears on ${bearsOn.en}:`,
    );
    const top = [...own]
      .sort((a, b) => b.weight * Math.abs(b.score) - a.weight * Math.abs(a.score))
      .slice(0, shown);
    return [head, ...top.map(line)].join('\n');
  });
  const other = items.filter((each) => each.type === undefined).slice(0, shown);
  if (other.length > 0) events.push([say('- **其他**：', '- **Other**:'), ...other.map(line)].join('\n'));
  const simulated =
    snapshot.simulated && items.length > 0 ? say('新闻为模拟内容。', 'The news is simulated. ') : '';
  const absence = snapshot.absences.find(({ what }) => what === 'news' || what.startsWith('news.'));
  return analystView({
    view,
    section: 'news',
    findings: newsFindings(items),
    readings: newsReadings(snapshot, items),
    score: { id: 'news.score', group: 'news', label: { zh: '新闻评分', en: 'News score' } },
    opening:
      items.length > 0
        ? say(
            `${simulated}近一月共读取 [[news.read]]条相关新闻，按发布时间衰减计权，有效权重合计 [[news.weight]]。`,
            `${simulated}The month brought [[news.read]] relevant ${items.length === 1 ? 'item' : 'items'}, weighted by age to a total of [[news.weight]].`,
          )
        : undefined,
    body: [events.join('\n') || undefined],
    absent:
      items.length > 0
        ? {
            zh: '新闻太少或太旧，不足以形成倾向。',
            en: 'That is too little or too old to carry a view.',
          }
        : {
            zh: sentence(
              `这一时期没有取得任何新闻${absence ? '，数据来源未能提供' : ''}，因此没有新闻面的判断；没有消息不等于消息中性`,
              'zh',
            ),
            en: sentence(
              `no news was obtained for the period${absence ? ' because no source provided any' : ''}, so there is no view on it; no news is not neutral news`,
              'en',
            ),
          },
    caveat: say(
      '词语打分读不出言外之意，重大事件请阅读原文',
      'word scores miss what stands between the lines; read the original of anything that matters',
    ),
  });
}
