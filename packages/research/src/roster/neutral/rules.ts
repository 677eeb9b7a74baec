import { riskView } from '../../rules/risk/risk-view.ts';
import type { AgentOutput, AgentView } from '../port.ts';

export const sizeNeutrally = (view: AgentView): AgentOutput => riskView(view, 'neutral');
