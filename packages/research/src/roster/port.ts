import type { Fact, FactGroup, Language } from '@sagacity/contracts/facts';
import type { GroundingSummary, Rating, SectionId, Usage } from '@sagacity/contracts/reports';
import type { Lane, ResolvedRunConfig } from '@sagacity/contracts/runs';
import type { Snapshot } from '@sagacity/market/snapshot/port';
import type { RememberedDecision } from '../memory/port.ts';

/** One reason with its direction. `claim` cites facts as `[[fact-id]]`. */
export interface Evidence {
  readonly topic: string;
  /** -1 (against buying) to 1 (for). */
  readonly direction: number;
  /** 0 to 1. */
  readonly strength: number;
  readonly claim: string;
  readonly factIds: readonly string[];
}

/** A price as arithmetic on facts; the program computes it, nobody types it. */
export interface LevelDraft {
  readonly base: string;
  readonly multiple: number;
  readonly step: string;
}

/** A reason as written; `direction` as in evidence, and not 0. */
export interface ReasonDraft {
  readonly claim: string;
  readonly direction: number;
}

export type DecisionDraft =
  | {
      readonly kind: 'rated';
      readonly rating: Rating;
      readonly confidence: number;
      readonly risk: number;
      readonly target: LevelDraft | null;
      readonly stop: LevelDraft | null;
      readonly positionPct: number | null;
      readonly summary: string;
      readonly reasons: readonly ReasonDraft[];
      readonly wouldChange: readonly string[];
    }
  | { readonly kind: 'unrated'; readonly because: string };

/** What every agent gives, on either engine. Texts are in the run's language and cite facts as `[[fact-id]]`. */
export interface AgentOutput {
  readonly sections: Readonly<Partial<Record<SectionId, string>>>;
  readonly evidence: readonly Evidence[];
  /** Readings the agent computed, group and formula included; later agents may cite them. */
  readonly facts: readonly Fact[];
  /** Net view -1 to 1; null when the evidence does not carry one. */
  readonly score: number | null;
  /** Set by the agent of the decision lane only. */
  readonly decision?: DecisionDraft;
}

/** What an agent sees: its fact groups, and the outputs it declared to read, by channel. */
export interface AgentView {
  readonly snapshot: Snapshot;
  readonly config: ResolvedRunConfig;
  readonly language: Language;
  /** Snapshot facts of the agent's groups plus the readings of what it reads. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** Latest first for channels written in rounds. */
  readonly read: ReadonlyMap<Channel, readonly AgentOutput[]>;
  readonly round: number;
  /** Earlier decisions, newest first, their facts among `facts`; absent for an agent or a run without memory. */
  readonly memory?: readonly RememberedDecision[];
}

/** What agents read and write; no agent names another. */
export type Channel =
  | 'market-view'
  | 'fundamentals-view'
  | 'news-view'
  | 'sentiment-view'
  | 'bull-case'
  | 'bear-case'
  | 'research-plan'
  | 'trade-plan'
  | 'aggressive-view'
  | 'conservative-view'
  | 'neutral-view'
  | 'decision';

export interface Agent {
  readonly id: string;
  readonly lane: Lane;
  readonly reads: readonly Channel[];
  readonly writes: Channel;
  readonly sections: readonly SectionId[];
  /** Groups of snapshot facts it sees. */
  readonly sees: readonly FactGroup[];
  /** Also sees what earlier runs decided on the instrument, when the run has memory. */
  readonly remembers?: true;
  readonly tier: 'quick' | 'deep';
  /** Set for agents that take turns: which depth column gives their rounds. */
  readonly rounds?: 'debate' | 'risk';
  /** The deterministic analyst. Pure. */
  readonly rules: (view: AgentView) => AgentOutput;
  /** The task for a model, in both languages; facts and readings are added by the engine. */
  readonly prompt: Readonly<Record<Language, string>>;
}

export interface AgentIo {
  readonly runId: string;
  readonly stepId: string;
  readonly signal: AbortSignal;
  /** Text as it is written. */
  readonly onText: (text: string, attempt: number) => void;
}

export interface AgentResult {
  readonly output: AgentOutput;
  readonly usage: Usage;
  readonly model: string | null;
  readonly fallback: boolean;
  /** Of the step's own texts, after the repair round. */
  readonly grounding: GroundingSummary;
}

/** `rules` or `llm`: how an agent thinks. Throws AppError; a failure is never an output. */
export interface Engine {
  readonly id: 'rules' | 'llm';
  think(agent: Agent, view: AgentView, io: AgentIo): Promise<AgentResult>;
}
