import { newsBalance, readNews } from '../../rules/news/read-news.ts';
import { analystView } from '../../rules/prose/analyst-view.ts';
import { doubtText } from '../../rules/prose/doubt-text.ts';
import { sayIn, sentence } from '../../rules/prose/text.ts';
import { readFacts } from '../../rules/read-facts.ts';
import { reading } from '../../rules/reading.ts';
import { crowd, moodReading } from '../../rules/sentiment/crowd.ts';
import { bounds } from '../../rules/weights.ts';
import type { AgentOutput, AgentView } from '../port.ts';

const moodWord = (mood: number): { zh: string; en: string } => {
  if (mood >= 0.75) return { zh: '亢奋', en: 'euphoric' };
  if (mood >= 0.2) return { zh: '乐观', en: 'optimistic' };
  if (mood > -0.2) return { zh: '平静', en: 'calm' };
  return mood > -0.75 ? { zh: '谨慎', en: 'cautious' } : { zh: '恐慌', en: 'fearful' };
};

/** How participants behave: short heat, cost of recent buyers, attention and the balance of news. */
export function readSentiment(view: AgentView): AgentOutput {
  const doubtful = doubtText(view, 'sentiment');
  if (doubtful) return doubtful;
  const { snapshot, language } = view;
  const say = sayIn(language);
  const news = newsBalance(readNews(snapshot));
  const balance =
    news.weight < bounds.minNewsWeight
      ? []
      : [
          reading(snapshot, {
            id: 'sentiment.news-balance',
            group: 'sentiment',
            zh: '新闻多空平衡',
            en: 'News balance',
            value: news.score,
            unit: 'points',
            digits: 2,
            formula: 'weighted mean of lexicon polarity, 30 days, -1 to 1',
            inputs: [],
          }),
        ];
  const withNews = new Map([...view.facts, ...balance.map((fact) => [fact.id, fact] as const)]);
  const mood = moodReading(snapshot, readFacts(withNews));
  const readings = [...balance, ...mood];
  const facts = readFacts(new Map([...withNews, ...mood.map((fact) => [fact.id, fact] as const)]));
  const findings = crowd(facts);
  const level = facts.find('sentiment.mood');
  const word = level === undefined ? undefined : moodWord(level);
  return analystView({
    view,
    section: 'sentiment',
    findings,
    readings,
    score: { id: 'sentiment.score', group: 'sentiment', label: { zh: '情绪评分', en: 'Sentiment score' } },
    opening:
      word &&
      say(
        `从市场行为看，参与者情绪**${word.zh}**，综合读数 [[sentiment.mood]]。这里衡量的是行为而不是言论。`,
        `Judged by behaviour, participants are **${word.en}**, with a combined reading of [[sentiment.mood]]. What is measured is what they do, not what they say.`,
      ),
    body: [findings.map((found) => `- ${sentence(found.claim[language], language)}`).join('\n') || undefined],
    absent: {
      zh: '没有足够的行情或新闻数据来判断情绪，因此不给出情绪结论。未知不等于中性。',
      en: 'There is not enough price or news data to judge sentiment, so none is given. Unknown is not neutral.',
    },
    caveat: say(
      '情绪变化快，只宜用来选择时机，不宜单独作为买卖依据',
      'moods change fast: use this for timing, not as a reason on its own',
    ),
  });
}
