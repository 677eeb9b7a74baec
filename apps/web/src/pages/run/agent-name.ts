import type { RunStep } from '@sagacity/contracts/runs';
import { useI18n } from 'vue-i18n';

/** An agent's name in the reader's language; one the page does not know keeps its id. */
export function useAgentName() {
  const { t, te } = useI18n();
  const agentName = (agent: string): string => (te(`agent.${agent}`) ? t(`agent.${agent}`) : agent);
  const stepName = (step: Pick<RunStep, 'agent' | 'round'>): string =>
    step.round > 1
      ? `${agentName(step.agent)} · ${t('run.round', { round: step.round })}`
      : agentName(step.agent);
  /** As short as a node of the graph needs it. */
  const nodeName = ({ agent, lane, round }: Pick<RunStep, 'agent' | 'lane' | 'round'>): string => {
    const name = lane === 'analysts' && te(`analyst.${agent}`) ? t(`analyst.${agent}`) : agentName(agent);
    return round > 1 ? `${name} ${round}` : name;
  };
  return { agentName, stepName, nodeName };
}
