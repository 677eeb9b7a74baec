import { containersOf, type StackAddress } from './open-stack.ts';
import { readLogs } from './read-logs.ts';

export interface EdgeLine {
  readonly path: string;
  readonly status: number;
  /** Addresses of the replicas asked, the one that answered last. */
  readonly upstream: string;
}

/** What nginx logged since `since`, which it does within a second of a request's end. */
export async function readEdgeLog(stack: StackAddress, since: Date): Promise<EdgeLine[]> {
  const [nginx] = await containersOf(stack, 'nginx');
  return readLogs<EdgeLine>(nginx!, since);
}
