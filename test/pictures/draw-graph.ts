import { Graph, layout as arrange } from '@dagrejs/dagre';
import type { GraphNode } from '../../src/main/gan/compile/graph';
import type { EntryPlan } from '../../src/main/gan/compile/lower';

type Kind = 'input' | 'variable' | 'operation' | 'update' | 'result';

interface Box {
  readonly label: string;
  readonly kind: Kind;
}

const colours: Readonly<Record<Kind, string>> = {
  input: '#dbeafe',
  variable: '#ffedd5',
  operation: '#f4f4f5',
  update: '#fecaca',
  result: '#dcfce7',
};
const height = 26;
const characterWidth = 7.2;

/** One entry of a recorded program as an SVG; constants and copies of inputs are left out, variables stand for their reads. */
export function drawGraph(nodes: readonly GraphNode[], plan: EntryPlan): string {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const shown = reachable(plan, byName);
  const boxes = new Map<string, Box>();
  for (const name of shown) {
    const node = byName.get(name);
    const box = node && boxOf(node, plan, byName);
    if (box) boxes.set(name, box);
  }
  const layout = new Graph({ multigraph: false });
  layout.setGraph({ rankdir: 'TB', nodesep: 14, ranksep: 26, marginx: 8, marginy: 8 });
  layout.setDefaultEdgeLabel(() => ({}));
  for (const [name, { label }] of boxes) layout.setNode(name, { width: 16 + label.length * characterWidth, height });
  for (const name of boxes.keys()) {
    for (const [source, control] of sourcesOf(name, byName, boxes)) layout.setEdge(source, name, { control });
  }
  arrange(layout);
  return render(layout, boxes);
}

function reachable(plan: EntryPlan, byName: ReadonlyMap<string, GraphNode>): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = plan.outputs.map(({ node }) => node);
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(byName.get(name)?.inputs ?? []).map(bare));
  }
  return seen;
}

function boxOf(node: GraphNode, plan: EntryPlan, byName: ReadonlyMap<string, GraphNode>): Box | undefined {
  switch (node.op) {
    case 'Const':
    case 'DeepCopy':
    case 'VarHandleOp':
      return undefined;
    case 'Placeholder':
      return { kind: 'input', label: plan.inputs.find((input) => input.node === node.name)?.name ?? node.name };
    case 'ReadVariableOp':
      return { kind: 'variable', label: variableName(node, byName) };
    case 'AssignVariableOp':
    case 'ResourceApplyAdam':
      return { kind: 'update', label: `${node.op}: ${variableName(node, byName)}` };
    default: {
      const result = plan.outputs.find((output) => output.node === node.name);
      return result ? { kind: 'result', label: result.name } : { kind: 'operation', label: node.op };
    }
  }
}

function variableName(node: GraphNode, byName: ReadonlyMap<string, GraphNode>): string {
  const handle = byName.get(bare(node.inputs[0] ?? ''));
  return String(handle?.attributes.find(({ name }) => name === 'shared_name')?.value ?? '');
}

/** Nodes with a box that a node waits for, past those without; whether it only waits. */
function sourcesOf(
  name: string,
  byName: ReadonlyMap<string, GraphNode>,
  boxes: ReadonlyMap<string, Box>,
): readonly (readonly [source: string, control: boolean])[] {
  return (byName.get(name)?.inputs ?? []).flatMap((input) => {
    const source = bare(input);
    if (boxes.has(source)) return [[source, input.startsWith('^')] as const];
    return sourcesOf(source, byName, boxes);
  });
}

function bare(input: string): string {
  return input.replace(/^\^/, '').replace(/:\d+$/, '');
}

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Line {
  readonly points: readonly Point[];
  readonly control: boolean;
}

const margin = 8;

function render(layout: Graph, boxes: ReadonlyMap<string, Box>): string {
  const { width = 0, height: tall = 0 } = layout.graph();
  const lines = layout.edges().map((edge) => layout.edge(edge) as unknown as Line);
  // lines may bend beyond the boxes
  const across = lines.flatMap(({ points }) => points.map(({ x }) => x));
  const left = Math.floor(Math.min(0, ...across) - margin);
  const right = Math.ceil(Math.max(width, ...across) + margin);
  const edges = lines.map(({ points, control }) => {
    const path = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ');
    return `<path d="${path}"${control ? ' stroke-dasharray="4 3"' : ''}/>`;
  });
  const shapes = [...boxes].map(([name, { label, kind }]) => {
    const { x, y, width: wide } = layout.node(name) as Point & { readonly width: number };
    const start = (x - wide / 2).toFixed(1);
    const top = (y - height / 2).toFixed(1);
    return [
      `<rect x="${start}" y="${top}" width="${wide.toFixed(1)}" height="${height}" rx="5" fill="${colours[kind]}"/>`,
      `<text x="${x.toFixed(1)}" y="${(y + 4).toFixed(1)}">${escapeText(label)}</text>`,
    ].join('');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} 0 ${right - left} ${Math.ceil(tall)}" width="${right - left}" font-family="sans-serif" font-size="12" text-anchor="middle">`,
    '<title>A recorded training step as a graph</title>',
    `<rect x="${left}" width="100%" height="100%" fill="#fff"/>`,
    `<g fill="none" stroke="#a1a1aa">${edges.join('')}</g>`,
    `<g stroke="#71717a" stroke-width="0.6">${shapes.join('\n').replaceAll('<text', '<text stroke="none"')}</g>`,
    '</svg>\n',
  ].join('\n');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
