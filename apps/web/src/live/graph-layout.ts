import { type Lane, laneSchema, type RunStep } from '@sagacity/contracts/runs';

export interface GraphNode {
  step: RunStep;
  /** Column, 0 to lanes − 1. */
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
  lanes: Lane[];
  nodes: GraphNode[];
  edges: GraphEdge[];
  height: number;
}
export const nodeHeight = 58;
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

/** Lanes as columns of 100 units, steps under each other, centred. Empty lanes are left out. */
export function layOut(steps: readonly RunStep[]): GraphLayout {
  const lanes = laneSchema.options.filter((lane) => steps.some((step) => step.lane === lane));
  const tall = Math.max(1, ...lanes.map((lane) => steps.filter((step) => step.lane === lane).length));
  const height = tall * nodeHeight + (tall - 1) * gap;
  const nodes = lanes.flatMap((lane, column) => {
    const own = steps.filter((step) => step.lane === lane);
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
  return { lanes, nodes, edges, height };
}
