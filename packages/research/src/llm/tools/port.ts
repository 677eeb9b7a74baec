import type { Fact } from '@sagacity/contracts/facts';
import type { ToolSpec } from '../../models/port.ts';
import type { AgentView } from '../../roster/port.ts';

export interface ToolContext {
  readonly view: AgentView;
  /** Facts the tools brought to light; the answer may cite them like those of the table. */
  readonly found: Map<string, Fact>;
}

/** A read-only look at the frozen snapshot. `run` answers in text, for wrong arguments too. */
export interface Tool extends ToolSpec {
  readonly run: (args: unknown, context: ToolContext) => string;
}
