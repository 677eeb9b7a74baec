/** One thing a plan does. Plain data, so that `--dry-run` and `--json` can show it and tests can compare it. */
export type Action =
  | { readonly do: 'mkdir'; readonly path: string; readonly mode: number }
  | { readonly do: 'write'; readonly path: string; readonly mode: number; readonly content: string }
  /** Lines of `.env`, in the text that it has by then. */
  | { readonly do: 'set'; readonly values: Readonly<Record<string, string>> }
  | { readonly do: 'rename'; readonly from: string; readonly to: string }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'pause'; readonly ms: number }
  /** nginx sends requests to all running backends but these; with none, to whatever the name `backend` has. */
  | { readonly do: 'route'; readonly except: readonly string[] }
  /** Containers of a service that are not healthy go, but for these. */
  | { readonly do: 'remove-ill'; readonly service: string; readonly keep: readonly string[] }
  /** Until the service says, through nginx and with its certificate verified, that it is healthy. */
  | { readonly do: 'ask-health'; readonly timeoutMs: number }
  /** `input` is what the program reads; it may be a secret and is never shown. */
  | {
      readonly do: 'run';
      readonly command: readonly string[];
      readonly timeoutMs?: number;
      readonly input?: string;
    }
  /** New containers, one after the other, in place of those that started before one of these files was last written. */
  | {
      readonly do: 'roll';
      readonly service: 'backend' | 'worker';
      readonly files: readonly string[];
      readonly timeoutMs: number;
    }
  | {
      readonly do: 'wait-healthy';
      /** How many containers of each service have to be healthy. */
      readonly expected: Readonly<Record<string, number>>;
      readonly timeoutMs: number;
      /** Containers that no longer count: they are about to be stopped. */
      readonly except?: readonly string[];
    };

export interface Step {
  /** What it does, as a sentence without a full stop. */
  readonly title: string;
  readonly actions: readonly Action[];
  /** Done when one of the actions fails, so that what served before serves on. */
  readonly onFailure?: readonly Action[];
}

export interface Plan {
  readonly steps: readonly Step[];
  /** What the operator should know besides, such as what a change still needs. */
  readonly notes: readonly string[];
}

const octal = (mode: number) => mode.toString(8).padStart(4, '0');

/** The action as a person would type or say it; never shows what is written. */
export function describeAction(action: Action): string {
  switch (action.do) {
    case 'mkdir':
      return `mkdir ${action.path} (${octal(action.mode)})`;
    case 'write':
      return `write ${action.path} (${octal(action.mode)}, ${Buffer.byteLength(action.content)} bytes)`;
    case 'set':
      return `set in .env: ${Object.entries(action.values)
        .map((pair) => pair.join('='))
        .join(' ')}`;
    case 'rename':
      return `mv ${action.from} ${action.to}`;
    case 'remove':
      return `rm -r ${action.path}`;
    case 'roll':
      return `replace each ${action.service} that is older than ${action.files.join(', ')}`;
    case 'pause':
      return `wait ${action.ms} ms`;
    case 'route':
      return `nginx: send requests to ${action.except.length === 0 ? 'every backend' : `all backends but ${action.except.map((id) => id.slice(0, 12)).join(', ')}`}`;
    case 'remove-ill':
      return `remove the new containers of ${action.service} that are not healthy`;
    case 'ask-health':
      return `ask for /health through nginx (at most ${Math.round(action.timeoutMs / 1000)} s)`;
    case 'run':
      return action.command.map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word}'`)).join(' ');
    case 'wait-healthy': {
      const wanted = Object.entries(action.expected).map(([service, count]) => `${service}=${count}`);
      return `wait until healthy: ${wanted.join(' ')} (at most ${Math.round(action.timeoutMs / 1000)} s)`;
    }
  }
}

/** What `--json --dry-run` prints: no file content, because it may be a secret. */
export const planToJson = (plan: Plan) => ({
  steps: plan.steps.map(({ title, actions }) => ({ title, actions: actions.map(describeAction) })),
  notes: plan.notes,
});
