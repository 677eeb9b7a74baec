import { type Lane, laneSchema, type RunStep } from '@sagacity/contracts/runs';

/** Those who speak at once: a lane, or one round of it. */
export interface GraphColumn {
  lane: Lane;
  /** Null where the lane has one round only. */
  round: number | null;
}
export interface GraphNode {
  step: RunStep;
  /** Index of its column. */
  column: number;
  /** Upper edge, px. */
  top: number;
}
export interface GraphEdge {
  key: string;
  path: string;
  /** What it leads to is running, or both ends are done. */
  tone: 'idle' | 'active' | 'done';
}
export interface GraphLayout {
  columns: GraphColumn[];
  nodes: GraphNode[];
  edges: GraphEdge[];
  height: number;
}
export const nodeHeight = 72;
export const columnUnits = 100;
const gap = 14;
const inset = 5;

/** Steps that reach `to` over another step that also has to end first need no line of their own. */
function directBefore(steps: readonly RunStep[]): Map<string, string[]> {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const all = new Map<string, Set<string>>();
  const before = (id: string): Set<string> => {
    const known = all.get(id);
    if (known !== undefined) return known;
    const found = new Set<string>();
    all.set(id, found);
    for (const parent of byId.get(id)?.after ?? []) {
      found.add(parent);
      for (const older of before(parent)) found.add(older);
    }
    return found;
  };
  return new Map(
    steps.map(({ id, after }) => [
      id,
      after.filter((parent) => !after.some((other) => other !== parent && before(other).has(parent))),
    ]),
  );
}

function pathOf(from: GraphNode, to: GraphNode): string {
  const middle = nodeHeight / 2;
  if (from.column === to.column) {
    const x = from.column * columnUnits + columnUnits / 2;
    return `M${x} ${from.top + nodeHeight}L${x} ${to.top}`;
  }
  const [x1, x2] = [(from.column + 1) * columnUnits - inset, to.column * columnUnits + inset];
  const [y1, y2] = [from.top + middle, to.top + middle];
  const bend = (x1 + x2) / 2;
  return `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`;
}

/** Lanes from left to right, one column for each round. Empty lanes are left out. */
function columnsOf(steps: readonly RunStep[]): GraphColumn[] {
  return laneSchema.options.flatMap((lane) => {
    const own = steps.filter((step) => step.lane === lane);
    const rounds = [...new Set(own.map(({ round }) => round))].sort((a, b) => a - b);
    return rounds.map((round) => ({ lane, round: rounds.length > 1 ? round : null }));
  });
}

/** Columns of 100 units, the steps of each under each other, centred. */
export function layOut(steps: readonly RunStep[]): GraphLayout {
  const columns = columnsOf(steps);
  const members = columns.map(({ lane, round }) =>
    steps.filter((step) => step.lane === lane && (round === null || step.round === round)),
  );
  const tall = Math.max(1, ...members.map(({ length }) => length));
  const height = tall * nodeHeight + (tall - 1) * gap;
  const nodes = members.flatMap((own, column) => {
    const start = (height - own.length * nodeHeight - (own.length - 1) * gap) / 2;
    return own.map((step, row) => ({ step, column, top: start + row * (nodeHeight + gap) }));
  });
  const nodeOf = new Map(nodes.map((node) => [node.step.id, node]));
  const edges: GraphEdge[] = [];
  for (const [id, parents] of directBefore(steps)) {
    for (const parent of parents) {
      const [from, to] = [nodeOf.get(parent), nodeOf.get(id)];
      if (from === undefined || to === undefined) continue;
      const tone =
        from.step.state !== 'done'
          ? 'idle'
          : to.step.state === 'running'
            ? 'active'
            : to.step.state === 'done'
              ? 'done'
              : 'idle';
      edges.push({ key: `${parent}>${id}`, path: pathOf(from, to), tone });
    }
  }
  return { columns, nodes, edges, height };
}
