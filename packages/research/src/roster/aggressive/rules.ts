import { riskView } from '../../rules/risk/risk-view.ts';
import type { AgentOutput, AgentView } from '../port.ts';

export const sizeAggressively = (view: AgentView): AgentOutput => riskView(view, 'aggressive');
