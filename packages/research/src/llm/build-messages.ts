import type { Language } from '@sagacity/contracts/facts';
import type { ChatMessage } from '../models/port.ts';
import type { Agent, AgentOutput, AgentView, Channel } from '../roster/port.ts';
import { answerFormat, decides } from './answer-format.ts';
import { absencesList, factsTable } from './facts-table.ts';
import { newsList } from './news-list.ts';

const shownEvidence = 8;
const shownNews = 12;

const words: Readonly<
  Record<
    Language,
    Record<
      'facts' | 'news' | 'missing' | 'doubts' | 'written' | 'earlier' | 'simulated' | 'opening' | 'reply',
      string
    >
  >
> = {
  en: {
    facts: 'Facts: id | label | value | unit | as of',
    news: 'News, newest first; put what you quote in quotation marks',
    missing: 'Not available',
    doubts: 'Doubtful prices: no rating rests on them',
    written: 'Written before you',
    earlier: 'an earlier round',
    simulated: 'This instrument belongs to a simulated market.',
    opening: 'The others speak at the same time: you have not heard them yet. Make your own case.',
    reply: 'The others speak at the same time: answer what they said last.',
  },
  zh: {
    facts: '事实：编号 | 名称 | 数值 | 单位 | 截止日',
    news: '新闻，从新到旧；引用原文时加引号',
    missing: '缺失的数据',
    doubts: '价格存疑，不能据此评级',
    written: '前面的人写的',
    earlier: '较早一轮',
    simulated: '该标的属于模拟市场。',
    opening: '各方同时发言，你还没有听到其他人的观点：先提出自己的论点。',
    reply: '各方同时发言：回应他们上一次说的话。',
  },
};

function outputText(channel: Channel, output: AgentOutput, age: number, language: Language): string {
  const heading = `### ${channel}${age > 0 ? ` (${words[language].earlier})` : ''}`;
  const texts = Object.values(output.sections).join('\n\n');
  const strongest = [...output.evidence].sort((a, b) => b.strength - a.strength).slice(0, shownEvidence);
  const evidence = strongest.map(
    ({ topic, direction, strength, claim }) => `- ${topic} (${direction}, ${strength}): ${claim}`,
  );
  return [heading, `score: ${output.score ?? 'none'}`, texts, ...evidence].filter(Boolean).join('\n');
}

/** Analysts of news and sentiment read it themselves; the others read what those wrote. */
const readsNews = ({ lane, sees }: Agent): boolean =>
  lane === 'analysts' && (sees.includes('news') || sees.includes('sentiment'));

/** The task of one agent: its own prompt, how to answer, what it may know. The same view gives the same messages. */
export function buildMessages(agent: Agent, view: AgentView): ChatMessage[] {
  const { snapshot, language } = view;
  const say = words[language];
  const read = [...view.read].flatMap(([channel, outputs]) =>
    outputs.map((output, age) => outputText(channel, output, age, language)),
  );
  const name = snapshot.instrument.name?.[language] ?? snapshot.instrument.id;
  const user = [
    `INSTRUMENT: ${snapshot.instrument.id} ${name}`,
    `AS OF: ${snapshot.asOf}`,
    `HORIZON: ${view.config.horizon}`,
    `ROUND: ${view.round}`,
    `LANGUAGE: ${language}`,
    `SECTIONS: ${agent.sections.join(', ')}`,
    `DECISION: ${decides(agent) ? 'required' : 'none'}`,
    snapshot.simulated ? say.simulated : '',
    agent.rounds ? (view.round === 1 ? say.opening : say.reply) : '',
    `\n${say.facts}\n${factsTable(view.facts.values(), language)}`,
    readsNews(agent) && snapshot.news.length > 0
      ? `\n${say.news}\n${newsList(snapshot.news, language, shownNews)}`
      : '',
    snapshot.absences.length > 0 ? `\n${say.missing}\n${absencesList(snapshot.absences, language)}` : '',
    snapshot.doubts.length > 0
      ? `\n${say.doubts}\n${snapshot.doubts.map(({ text }) => `- ${text[language]}`).join('\n')}`
      : '',
    read.length > 0 ? `\n${say.written}\n${read.join('\n\n')}` : '',
  ];
  return [
    { role: 'system', content: `${agent.prompt[language]}\n\n${answerFormat(agent, language)}` },
    { role: 'user', content: user.filter(Boolean).join('\n') },
  ];
}
