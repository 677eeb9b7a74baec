import { argue } from '../../rules/debate/argue.ts';
import type { AgentOutput, AgentView } from '../port.ts';

export const argueBear = (view: AgentView): AgentOutput => argue(view, -1);
