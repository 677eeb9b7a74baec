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
  return { agentName, stepName };
}
