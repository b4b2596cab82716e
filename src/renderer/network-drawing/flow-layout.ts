import { Graph, layout } from '@dagrejs/dagre';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface FlowLayout {
  readonly width: number;
  readonly height: number;
  /** Middles of the nodes, by key. */
  readonly places: ReadonlyMap<string, Point>;
  /** Paths of the edges, in the order of the structure. */
  readonly paths: readonly (readonly Point[])[];
}

export interface BoxSize {
  readonly width: number;
  readonly height: number;
}

/** What is laid out: nodes, and which leads to which. */
export interface LaidOut {
  readonly nodes: readonly { readonly key: string }[];
  readonly edges: readonly { readonly from: string; readonly to: string }[];
}

/**
 * Where the nodes of a flow stand, from top to bottom, and the ways of its edges around them. Drawing units.
 *
 * @param between space between nodes beside each other, and between those below each other
 */
export function layOutFlow(
  { nodes, edges }: LaidOut,
  sizeOf: (key: string) => BoxSize,
  between: BoxSize = { width: 16, height: 24 },
): FlowLayout {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: between.width, ranksep: between.height, marginx: 4, marginy: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key } of nodes) graph.setNode(key, { ...sizeOf(key) });
  for (const { from, to } of edges) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph() as Partial<BoxSize>;
  const places = new Map(
    nodes.map(({ key }) => {
      const { x, y } = graph.node(key) as Point;
      return [key, { x, y }];
    }),
  );
  const paths = edges.map(({ from, to }) => (graph.edge(from, to) as { readonly points: readonly Point[] }).points);
  return { width, height, places, paths };
}
