import type { SectionId } from '@sagacity/contracts/reports';
import type { AgentOutput, AgentView } from '../../roster/port.ts';
import { sayIn } from './text.ts';

/** What an analyst of prices writes on doubtful ones: no view, so that no claim rests on them; undefined where there is no doubt. */
export function doubtText({ snapshot, language }: AgentView, section: SectionId): AgentOutput | undefined {
  if (snapshot.doubts.length === 0) return undefined;
  const say = sayIn(language);
  const text =
    section === 'market'
      ? say(
          '**价格存疑**：序列中有一处像是未复权的拆股或送转，跨越它的均线、涨跌幅与回撤都会误导，因此不据此作任何判断。补齐复权因子后可以重新研究。',
          '**Doubtful prices**: the series has a jump like a split without its factor. Averages, returns and drawdowns across it mislead, so nothing is concluded from them. Import the factors and research again.',
        )
      : say(
          '**价格存疑**，情绪读数也由这些价格推算，同样不作判断。',
          '**Doubtful prices** would be what the mood is read from as well, so it is not judged.',
        );
  return { sections: { [section]: text }, evidence: [], facts: [], score: null };
}
